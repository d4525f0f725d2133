/** Four eyes where the charts ask for them, over HTTP; and what is set aside stands on report (invariant 11). */
import { beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();
const HASH = "a".repeat(64);
let engagement = "";
/** A team of one: whoever looks into the party is the one who decides. */
let alone: Caller;
let reviewing: Caller;

async function send(caller: Caller, type: string, data: object = {}, more: object = {}) {
  const answer = await caller.post(`/api/v1/engagements/${engagement}/events`, { type, data, ...more });
  await house.quiet();
  return answer;
}

async function sent(caller: Caller, type: string, data: object = {}, more: object = {}): Promise<void> {
  const { status, body } = await send(caller, type, data, more);
  expect(status, `${type}: ${JSON.stringify(body)}`).toBe(200);
}

beforeAll(async () => {
  engagement = await house.receive("ines@example.org");
  const officer = await house.as("officer");
  alone = await house.caller([
    ["vetter", "default"],
    ["approver", "default"],
    ["reviewer", "default"],
  ]);
  reviewing = await house.caller([["reviewer", "default"]]);
  await sent(officer, "triage.claimed");
  const profile = { email: "attested", affiliation: "organisation", country: "GB", capacity: "organisation" };
  await sent(officer, "vetting.started", { profile: { ...profile, interests: ["shipping"] } });
  await sent(alone, "tier2.required", { trigger: "public_official", vetterId: alone.accountId });
  const rated = { rating: "low", rationale: "Two sources agree.", evidenceIds: ["evidence-1"] };
  await sent(alone, "due_diligence.completed", { ...rated, dossierHash: HASH });
});

describe("a decision after due diligence", () => {
  it("is refused to the only one who looked, and the guard is named", async () => {
    const { status, body } = await send(alone, "vetting.approved", { conditions: [] });
    expect(status).toBe(409);
    expect(body.guards).toEqual(["fourEyes"]);
  });

  it("is refused to who is recused, and to who waives another guard than the one in the way", async () => {
    const wrong = { guard: "deciderNotRecused", reason: "In a hurry." };
    expect((await send(alone, "vetting.approved", { conditions: [], waiver: wrong })).body.guards).toEqual([
      "fourEyes",
    ]);
    const recused = await house.as("approver");
    const because = { accountId: recused.accountId, reason: "former_employer" };
    await sent(await house.as("officer"), "recusal.recorded", because);
    for (const type of ["vetting.approved", "vetting.declined"]) {
      const more = type === "vetting.declined" ? { reason: "no_seat", wording: "No." } : { conditions: [] };
      expect((await send(recused, type, more)).body.guards, type).toEqual(["deciderNotRecused"]);
    }
  });
});

describe("an appeal", () => {
  it("is heard by nobody who looked into the party or decided, and decided again by another", async () => {
    await sent(alone, "vetting.declined", {
      reason: "conflict_of_interest",
      wording: "We cannot accept you.",
    });
    const officer = await house.as("officer");
    // Only the party appeals; the letter that an officer enters speaks for them.
    const grounds = { grounds: "You took me for somebody else." };
    await sent(officer, "appeal.lodged", grounds, { onBehalfOf: "stakeholder" });
    for (const type of ["appeal.upheld", "appeal.dismissed"]) {
      const answer = await send(alone, type, { reasons: "I was right." });
      expect(answer.body.guards, type).toEqual(["reviewerIndependent"]);
    }
    await sent(reviewing, "appeal.upheld", { reasons: "The list named another person." });
    const again = await send(alone, "vetting.approved", {
      conditions: [],
      waiver: { guard: "fourEyes", reason: "A team of one." },
    });
    expect(again.body.guards).toEqual(["deciderNotExcluded"]);
  });
});

describe("what was set aside", () => {
  const report = async (caller: Caller) => await caller.get("/api/v1/programmes/default/waivers");

  it("is on report by name, with reason, person and time, for every chart that asks", async () => {
    expect((await report(await house.as("officer"))).body).toEqual({ items: [], next: null });
    const second = await house.caller([["approver", "default"]]);
    // Whoever did not look into the party needs no waiver; one that is given stands on report nevertheless.
    const four = { guard: "fourEyes", reason: "Nobody else is here this week." };
    await sent(second, "vetting.approved", { conditions: [], waiver: four });

    const chair = await house.as("chair");
    const plan = { name: "Shipping", launchMonth: "2013-05", capacity: 12 };
    const { body: group } = await chair.post("/api/v1/groups", plan).expect(201);
    const events = `/api/v1/groups/${group.id}/events`;
    await chair.post(events, { type: "forming.started", data: {} }).expect(200);
    const lead = await house.as("lead");
    const launch = { leads: [lead.accountId] };
    const early = await chair.post(events, { type: "group.launched", data: launch }).expect(409);
    expect(early.body.guards).toEqual(["leadsWithinBounds"]);
    const waiver = { guard: "leadsWithinBounds", reason: "The second lead comes in June." };
    await chair.post(events, { type: "group.launched", data: { ...launch, waivers: [waiver] } }).expect(200);

    const { body } = await report(await house.as("officer"));
    expect(body.items).toHaveLength(2);
    expect(body.items).toEqual(
      expect.arrayContaining([
        {
          ...four,
          by: { id: second.accountId, name: "approver" },
          at: "2012-12-03T09:00:00.000Z",
          event: "vetting.approved",
          workflow: "engagement",
          instance: engagement,
          seq: expect.any(Number),
        },
        expect.objectContaining({ ...waiver, event: "group.launched", instance: group.id }),
      ]),
    );
  });

  it("is for those who answer for it, and for nobody of another programme", async () => {
    expect((await report(await house.as("dpo"))).status).toBe(200);
    expect((await report(await house.as("lead"))).status).toBe(403);
    expect((await report(await house.as("officer", "elsewhere"))).status).toBe(404);
  });
});

describe("an end that we decide", () => {
  it("needs a second person, or the waiver by name", async () => {
    const officer = await house.as("officer");
    const approver = await house.caller([["approver", "default"]]);
    const { body: groups } = await officer.get("/api/v1/groups").expect(200);
    await sent(officer, "contributor.admitted", { groupId: groups.items[0].id, because: "prefers_writing" });
    const end = { reason: "code_of_conduct", wording: "We end your part." };
    const oneself = await send(approver, "participation.ended_by_us", {
      ...end,
      seconder: approver.accountId,
    });
    expect(oneself.body.guards).toEqual(["twoPeople"]);
    await sent(approver, "participation.ended_by_us", { ...end, seconder: officer.accountId });
  });
});
