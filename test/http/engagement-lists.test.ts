/** What the console's lists, counts and Today show, and to whom. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";
import { clearChecks, vettingProfile } from "../support/vetting.ts";

const house = testHouse();
const HASH = "a".repeat(64);
interface Card {
  readonly id: string;
  readonly state: string;
  readonly [field: string]: unknown;
}

let officer: Caller;
let other: Caller;
/** Received and free; claimed; waiting for answers; in screening; to be decided. */
let [fresh, claimed, asked, screened, decided]: string[] = [];

const get = async (caller: Caller, path: string) => (await caller.get(`/api/v1/${path}`).expect(200)).body;
/** Ids as they compare, since those made at one instant come in any order. */
const sorted = (some: readonly (string | undefined)[]): string[] => some.map(String).toSorted();
const ids = (items: readonly Card[]): string[] => items.map(({ id }) => id);
const listed = async (query: string, caller = officer): Promise<string[]> =>
  ids((await get(caller, `engagements?${query}`)).items);
const today = async (caller: Caller) => {
  const parts = (await get(caller, "today")) as Record<string, { total: number; items: Card[] }>;
  return Object.fromEntries(Object.entries(parts).map(([part, { items }]) => [part, ids(items)]));
};

const snooze = async (caller: Caller, id: string | undefined, until: unknown) =>
  await caller.put(`/api/v1/engagements/${id}/snooze`, { until });

async function send(caller: Caller, id: string | undefined, type: string, data = {}): Promise<void> {
  const answer = await caller.post(`/api/v1/engagements/${id}/events`, { type, data });
  expect(answer.status, `${type}: ${JSON.stringify(answer.body)}`).toBe(200);
}

beforeAll(async () => {
  officer = await house.as("officer");
  other = await house.caller([["officer", "default"]]);
  for (const name of ["Edda", "Dora", "Cyril", "Bea", "Arvo"])
    await house.receive(`${name.toLowerCase()}@harbour.example`, { name });
  [fresh, claimed, asked, screened, decided] = await listed("sort=who");
  for (const id of [claimed, asked, screened, decided]) await send(officer, id, "triage.claimed");
  await send(officer, asked, "info.requested", { questions: ["In which capacity?"] });
  const profile = vettingProfile("shipping");
  for (const id of [screened, decided]) await send(officer, id, "vetting.started", { profile });
  const checks = clearChecks("2012-12-03");
  await send(await house.as("vetter"), decided, "screening.completed", { checks, dossierHash: HASH });
  await house.quiet();
});

describe("the list of engagements", () => {
  it("is filtered by owner, origin, country, marking and what is due", async () => {
    const all = sorted([fresh, claimed, asked, screened, decided]);
    expect((await listed("owner=none")).toSorted()).toEqual([fresh]);
    expect(await listed("owner=me")).toHaveLength(4);
    expect(await listed("owner=me", other)).toEqual([]);
    expect((await listed("country=GB")).toSorted()).toEqual(sorted([screened, decided]));
    expect(await listed("origin=nominated")).toEqual([]);
    expect(await listed("marking=TLP:RED")).toEqual([]);
    expect((await listed("marking=TLP:AMBER")).toSorted()).toEqual(all);
    expect(await listed("due=overdue")).toEqual([]);
    expect((await listed("due=week")).toSorted()).toEqual(sorted([fresh, claimed, screened, decided]));
  });

  it("comes by deadline, by name and by how long it has stood there, in pages that fit together", async () => {
    for (const sort of ["newest", "due", "since", "who"]) {
      const whole = await listed(`sort=${sort}`);
      expect(new Set(whole).size, sort).toBe(5);
      const seen: string[] = [];
      let next: string | null = "";
      while (next !== null) {
        const page = await get(
          officer,
          `engagements?sort=${sort}&limit=2${next === "" ? "" : `&cursor=${next}`}`,
        );
        seen.push(...ids(page.items));
        next = page.next;
      }
      expect(seen, sort).toEqual(whole);
    }
    expect((await listed("sort=due")).at(0)).toBe(sorted([fresh, claimed])[0]);
    expect((await listed("sort=due")).at(-1)).toBe(asked);
  });

  it("says of each what is promised, whose turn it is and the one next action", async () => {
    const { items } = await get(officer, "engagements");
    const card = (id: string | undefined): Card => items.find((one: Card) => one.id === id);
    expect(card(fresh)).toMatchObject({
      owner: null,
      turn: "officer",
      deadline: { name: "first_response", of: "us", overdue: false, at: "2012-12-05T09:00:00.000Z" },
      next: { event: "triage.claimed", role: "officer" },
    });
    expect(card(asked)).toMatchObject({
      turn: "stakeholder",
      owner: { id: officer.accountId },
      deadline: { name: "info.lapse", of: "them" },
      next: { event: "info.supplied", role: "officer" },
    });
    expect(card(decided)).toMatchObject({ turn: "approver", deadline: { name: "decision" } });
    const theirs = (await get(await house.as("approver"), "engagements?state=decision_pending")).items;
    expect(theirs).toMatchObject([{ id: decided, next: { event: "vetting.approved", role: "approver" } }]);
  });
});

describe("the counts", () => {
  it("are of exactly what the list shows, by state", async () => {
    for (const query of ["", "owner=me", "due=week", "state=triage", "country=GB", "text=bea@"]) {
      const counts = await get(officer, `engagements/counts?${query}`);
      expect(counts.total, query).toBe((await listed(query)).length);
      const sum = counts.byState.reduce((all: number, one: { total: number }) => all + one.total, 0);
      expect(sum, query).toBe(counts.total);
    }
    expect((await get(officer, "engagements/counts")).byState).toContainEqual({
      stage: "vetting",
      state: "decision_pending",
      total: 1,
      overdue: 0,
    });
  });

  it("tell nobody of what they may not see", async () => {
    const outsider = await house.as("officer", "elsewhere");
    expect(await get(outsider, "engagements/counts")).toEqual({ total: 0, overdue: 0, byState: [] });
    expect((await outsider.get("/api/v1/engagements/counts?programme=default")).status).toBe(400);
    expect((await (await house.as("admin")).get("/api/v1/engagements/counts")).status).toBe(403);
    // TLP:RED is for its owner and whoever marked it.
    await officer.put(`/api/v1/engagements/${claimed}/marking`, { marking: "TLP:RED" }).expect(200);
    for (const path of ["engagements/counts", "engagements/counts?state=triage"]) {
      const [mine, theirs] = [await get(officer, path), await get(other, path)];
      expect(mine.total - theirs.total, path).toBe(1);
    }
    expect((await get(other, "engagements/counts?marking=TLP:RED")).total).toBe(0);
    expect(await listed("marking=TLP:RED")).toEqual([claimed]);
    const vetter = await house.caller([["vetter", "default"]]);
    expect((await get(vetter, "engagements/counts")).total).toBe((await listed("", vetter)).length);
  });
});

describe("today", () => {
  it("puts each engagement in one part, by whose turn it is", async () => {
    expect(await today(officer)).toEqual({
      overdue: [],
      waiting: [claimed],
      dueThisWeek: expect.arrayContaining([screened, decided]),
      unclaimed: [fresh],
      iWaitFor: [asked],
      snoozed: [],
    });
    expect(await today(other)).toMatchObject({ waiting: [], unclaimed: [fresh], iWaitFor: [] });
    expect(await today(await house.as("approver"))).toMatchObject({ waiting: [decided], unclaimed: [] });
    expect(await today(await house.caller([["vetter", "default"]]))).toMatchObject({ waiting: [screened] });
    expect((await (await house.as("admin")).get("/api/v1/today")).status).toBe(403);
  });

  it("has every part whole as a filter of the list", async () => {
    for (const [part, items] of Object.entries(await today(officer))) {
      expect((await listed(`today=${part}`)).toSorted(), part).toEqual(sorted(items));
      expect((await get(officer, `engagements/counts?today=${part}`)).total, part).toBe(items.length);
    }
    expect((await officer.get("/api/v1/engagements?today=tomorrow")).status).toBe(400);
  });

  it("leaves out what one has snoozed, for oneself only, until then or until one wakes it", async () => {
    expect((await snooze(officer, fresh, "2012-12-04T08:00:00Z")).body).toEqual({
      until: "2012-12-04T08:00:00.000Z",
    });
    await snooze(officer, asked, "2012-12-10T08:00:00Z");
    const parts = await get(officer, "today");
    expect(parts).toMatchObject({ unclaimed: { total: 0 }, iWaitFor: { total: 0 }, snoozed: { total: 2 } });
    expect(parts.snoozed.items[0]).toMatchObject({
      id: fresh,
      reason: { key: "snoozed", at: "2012-12-04T08:00:00.000Z" },
    });
    expect((await listed("today=snoozed")).toSorted()).toEqual(sorted([fresh, asked]));
    expect(await listed("owner=none")).toEqual([fresh]);
    expect(await today(other)).toMatchObject({ unclaimed: [fresh], snoozed: [] });

    expect((await snooze(officer, asked, null)).body).toEqual({ until: null });
    await house.advance("2012-12-04T08:00:00Z");
    expect(await today(officer)).toMatchObject({ unclaimed: [fresh], iWaitFor: [asked], snoozed: [] });
  });

  it("hides nothing beyond its deadline, nor from who may not see it", async () => {
    const refused = ["2012-12-04T08:00:00Z", "2012-12-05T09:00:00Z", "2013-06-01T00:00:00Z", "soon", 7];
    for (const until of refused) {
      const answer = await snooze(officer, fresh, until);
      expect(answer.status, String(until)).toBe(422);
      expect(answer.body.errors, String(until)).toMatchObject([{ pointer: "/until" }]);
    }
    expect((await snooze(officer, asked, "2013-06-01T00:00:00Z")).body.errors[0].detail).toContain(
      "deadline",
    );
    const until = "2012-12-04T12:00:00Z";
    expect((await snooze(await house.as("officer", "elsewhere"), fresh, until)).status).toBe(404);
    expect((await snooze(await house.as("admin"), fresh, until)).status).toBe(403);
    expect((await get(officer, "today")).snoozed.total).toBe(0);
  });

  it("says why, and shows what is late first, until it is done", async () => {
    await house.advance("2012-12-06T09:00:00Z");
    const parts = await get(officer, "today");
    expect(parts.overdue.total).toBe(2);
    expect(ids(parts.overdue.items).toSorted()).toEqual(sorted([fresh, claimed]));
    expect(parts.overdue.items[0]).toMatchObject({
      reason: { key: "overdue.first_response", at: "2012-12-05T09:00:00.000Z" },
      deadline: { overdue: true },
    });
    expect((await get(officer, "engagements/counts")).overdue).toBe(2);
    // On its own page too: not that none is running.
    expect((await get(officer, `engagements/${fresh}`)).deadlines).toContainEqual({
      timer: "first_response",
      dueAt: "2012-12-05T09:00:00.000Z",
      rule: null,
      state: "overdue",
    });
    expect((await listed("due=overdue")).toSorted()).toEqual(sorted([fresh, claimed]));
    // Waiting for them stops our clock; an answer of ours ends it.
    await send(officer, claimed, "inquiry.answered", { reply: "sent", wantsToTakePart: false });
    expect(ids((await get(officer, "today")).overdue.items)).toEqual([fresh]);
    const { deadlines } = (await house.house.engine.peek(claimed ?? "")) ?? {};
    expect(deadlines).toEqual({});
  });

  it("brings back at once what was snoozed beyond a deadline that is set afterwards", async () => {
    await snooze(officer, asked, "2012-12-20T08:00:00Z");
    expect(await today(officer)).toMatchObject({ snoozed: [asked], waiting: [] });
    const answers = { recordId: "As an insurer", complete: true, acceptPartial: true };
    await send(officer, asked, "info.supplied", answers);
    expect(await today(officer)).toMatchObject({ snoozed: [], waiting: [asked] });
  });
});
