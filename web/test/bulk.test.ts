import { describe, expect, it } from "vitest";
import { together } from "../src/parts/bulk-queries.ts";
import { dataSchemaOf } from "../../src/http/data-schema.ts";
import { workflows } from "../../workflows/index.ts";
import { idsIn } from "../src/form/ids-in.ts";
import { offeredTo } from "../src/parts/offered-events.ts";
import { toggled } from "../src/parts/selection.tsx";
import { sendEach } from "../src/parts/send-each.ts";

const item = (id: string, accepted: boolean) => ({
  id,
  revision: 1,
  state: "received",
  accepted,
  why: accepted ? null : ("state" as const),
  detail: null,
  guards: [],
  needs: [],
});

describe("a preview for more than are asked about at once", () => {
  it("counts each event over all of them, and keeps their order", () => {
    const claim = { type: "triage.claimed", needsData: false, schema: null };
    const all = together([
      { events: [{ ...claim, count: 2 }], items: [item("a", true), item("b", true)] },
      {
        events: [
          { ...claim, count: 1 },
          { type: "info.requested", count: 1, needsData: true, schema: null },
        ],
        items: [item("c", false)],
      },
    ]);
    expect(all.events.map(({ type, count }) => [type, count])).toEqual([
      ["triage.claimed", 3],
      ["info.requested", 1],
    ]);
    expect(all.items.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });
});

describe("events offered to several", () => {
  const engagement = workflows.findLast(({ name }) => name === "engagement");
  const events = Object.entries(engagement?.events ?? {}).map(([type, rule]) => ({
    type,
    count: 1,
    needsData: !rule.schema.safeParse({}).success,
    schema: dataSchemaOf(rule),
  }));
  const offered = offeredTo(events, new Set(["default"]));
  const named = (some: readonly { readonly type: string }[]): string[] => some.map(({ type }) => type);

  it("are those that need nothing of one's own, and ask for nothing of it", () => {
    expect(named(offered)).toEqual(
      expect.arrayContaining(["triage.claimed", "info.requested", "owner.assigned", "vetting.declined"]),
    );
    for (const own of ["info.supplied", "profile.completed", "erasure.executed", "duplicate.confirmed"])
      expect(named(offered), own).not.toContain(own);
    for (const { type, fields } of offered)
      for (const one of ["record", "person", "engagement", "erasure", "country"] as const)
        expect(idsIn(fields).has(one), `${type}: ${one}`).toBe(false);
    const answered = offered.find(({ type }) => type === "inquiry.answered");
    expect(answered?.fields.map(({ name }) => name)).toEqual(["reply", "formalReply", "wantsToTakePart"]);
  });

  it("of several programmes pick nothing that one of them has", () => {
    const across = offeredTo(events, new Set(["default", "ports"]));
    expect(named(across)).toContain("info.requested");
    expect(named(across)).not.toContain("owner.assigned");
    expect(named(across)).not.toContain("seat.waitlisted");
  });
});

describe("sending to several", () => {
  const items = ["a", "b", "c", "d"].map((id) => ({ id }));

  it("tells how far it is, and goes on past one that fails", async () => {
    const told: number[] = [];
    const sent = await sendEach(
      items,
      async ({ id }) => {
        if (id === "b") throw new Error("changed");
      },
      { onProgress: (count) => told.push(count), isStopped: () => false },
    );
    expect(told).toEqual([0, 1, 2, 3]);
    expect([...sent.done]).toEqual(["a", "c", "d"]);
    expect(sent.failed.get("b")).toEqual(new Error("changed"));
    expect(sent.left).toBe(0);
  });

  it("stops before the next when somebody says so, and counts who was not reached", async () => {
    const reached: string[] = [];
    const sent = await sendEach(items, async ({ id }) => reached.push(id), {
      onProgress: () => {},
      isStopped: () => reached.length === 1,
    });
    expect(reached).toEqual(["a"]);
    expect([...sent.done]).toEqual(["a"]);
    expect(sent.left).toBe(3);
  });
});

it("takes one into a selection and out again, and says it twice without harm", () => {
  const one = toggled(new Set(), "a");
  expect([...one]).toEqual(["a"]);
  expect([...toggled(one, "a")]).toEqual([]);
  expect([...toggled(one, "a", true)]).toEqual(["a"]);
});
