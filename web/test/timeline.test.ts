/** What a timeline folds, how it is filtered, where facts come from; and who sees what of it and of intake. */
import { describe, expect, it } from "vitest";
import type { JournalEntry } from "../src/api/shapes.ts";
import { kindsIn, kindsOf } from "../src/pages/engagement/kinds.ts";
import { factsOf } from "../src/parts/known.ts";
import { mayIn } from "../src/pages/engagement/may.ts";
import { threadsOf } from "../src/pages/engagement/threads.ts";
import { isOfficerIn, tabsFor } from "../src/pages/intake/seen.ts";

const entry = (seq: number, type: string, more: Partial<JournalEntry> = {}): JournalEntry => ({
  seq,
  type,
  data: {},
  withheld: [],
  origin: "caller",
  actor: { id: "u1", roles: ["officer"], name: "Ana Duarte" },
  onBehalfOf: null,
  happenedAt: `2012-12-0${seq}T09:00:00.000Z`,
  enteredAt: `2012-12-0${seq}T09:00:00.000Z`,
  facts: {},
  effects: [],
  stage: "inquiry",
  state: "triage",
  hash: "",
  ...more,
});

const shape = (types: readonly string[]) =>
  threadsOf(types.map((type, at) => entry(at + 1, type))).map(({ head, before }) => [
    head.seq,
    ...before.map(({ seq }) => seq),
  ]);

describe("a timeline", () => {
  it("folds asked, reminded and answered into one line that stands where the answer does", () => {
    expect(
      shape(["inquiry.submitted", "info.requested", "info.reminder", "message.attached", "info.supplied"]),
    ).toEqual([[5, 3, 2], [4], [1]]);
  });

  it("leaves a question without a reminder as it is, and begins anew with the next", () => {
    expect(
      shape(["info.requested", "info.supplied", "info.requested", "info.reminder", "info.reminder"]),
    ).toEqual([[5, 4, 3], [2], [1]]);
  });

  it("does not take an answer for that of another question", () => {
    expect(shape(["leave.started", "info.reminder", "info.supplied"])).toEqual([[3], [2], [1]]);
  });

  it("is filtered by what a person decided, by mails, by what happened by itself and by what failed", () => {
    const before = { stage: "inquiry", state: "received" };
    expect(kindsOf(entry(1, "triage.claimed"), before, [])).toEqual(["decisions"]);
    expect(kindsOf(entry(1, "owner.assigned", { state: "received" }), before, [])).toEqual([]);
    const reminder = entry(2, "info.reminder", {
      origin: "timer",
      effects: ["sendMail:0"],
      state: "received",
    });
    expect(kindsOf(reminder, before, [{ state: "sent" }])).toEqual(["mails", "automatic"]);
    expect(kindsOf(reminder, before, [{ state: "retrying" }])).toEqual(["mails", "automatic", "failed"]);
    expect(kindsIn("mails,failed,secrets")).toEqual(["mails", "failed"]);
  });
});

describe("facts", () => {
  it("name the entry that said so last", () => {
    const entries = [
      entry(1, "inquiry.submitted", { data: { profile: { country: "PT", capacity: null, interests: [] } } }),
      entry(2, "profile.completed", { data: { profile: { capacity: "official" } } }),
    ];
    const card = { country: "PT", capacity: "official", interests: [], kind: "unknown", turn: "officer" };
    expect(factsOf(card, entries).map(({ name, by }) => [name, by?.seq])).toEqual([
      ["country", 1],
      ["capacity", 2],
    ]);
  });
});

describe("what one may do on the page", () => {
  it("is what the roles give that are held in its programme, or in every one", () => {
    const held = (role: "vetter" | "admin", programme: string | null) =>
      mayIn({ roles: [{ role, programme }] }, "shipping");
    expect(held("vetter", "shipping").readDossier).toBe(true);
    expect(held("vetter", "insurance").readDossier).toBe(false);
    expect(held("admin", null)).toMatchObject({ retry: true, readDossier: false, speakFor: false });
  });
});

describe("intake", () => {
  it("is seen by each role as far as it goes, and judged by officers", () => {
    const as = (role: "officer" | "reviewer" | "admin" | "lead") => ({
      roles: [{ role, programme: "shipping" }],
    });
    expect(tabsFor(as("officer"), "shipping")).toHaveLength(5);
    expect(tabsFor(as("reviewer"), "shipping")).toEqual(["quarantine"]);
    expect(tabsFor(as("admin"), "all")).toEqual(["sources"]);
    expect(tabsFor(as("lead"), "shipping")).toEqual(["nominate"]);
    expect(tabsFor(as("officer"), "insurance")).toEqual([]);
    expect(isOfficerIn(as("reviewer"), "shipping")).toBe(false);
  });
});
