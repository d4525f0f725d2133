/** No lead role and no decision until interests are answered: a rule of the charts, and nobody has to think of asking (S-032). */
import { beforeAll, describe, expect, it } from "vitest";
import { changeRoles } from "../../src/auth/accounts.ts";
import type { Role } from "../../workflows/workflow.ts";
import type { Caller } from "../support/house.ts";
import { MONDAY, PUBLIC_URL, testHouse } from "../support/house.ts";
import { clearChecks, vettingProfile } from "../support/vetting.ts";

const house = testHouse();
const screened = () => ({ checks: clearChecks("2012-12-03"), dossierHash: "a".repeat(64) });
let officer: Caller;
let engagement = "";
/** Holds a role that decides, and has not said what their interests are. */
let silent: Caller;

async function newcomer(role: Role): Promise<Caller> {
  const caller = await house.caller([["officer", "default"]]);
  const grant = [{ role, programmeId: await house.programme("default") }];
  await changeRoles(house.house.db, caller.accountId, { grant, revoke: [] }, { by: null, at: MONDAY });
  return caller;
}
async function send(by: Caller, type: string, data: object = {}) {
  const answer = await by.post(`/api/v1/engagements/${engagement}/events`, { type, data });
  await house.quiet();
  return answer;
}
const formOf = async (person: string) => {
  const { rows } = await house.database.pool.query<{ id: string; state: string; as: string | null }>(
    "select id, state, card->>'as' as \"as\" from instance where workflow = 'interests' and business_key = $1",
    [person],
  );
  return rows;
};

/** What stands in the way of completing the screening whatever is entered, as the form says before it is filled in. */
async function unlessWaived(by: Caller): Promise<string[] | undefined> {
  const { body } = await by.get(`/api/v1/engagements/${engagement}`).expect(200);
  const accepts = body.accepts as { type: string; unlessWaived: string[] }[];
  return accepts.find(({ type }) => type === "screening.completed")?.unlessWaived;
}

beforeAll(async () => {
  officer = await house.as("officer");
  engagement = await house.receive("ines@example.org");
  await send(officer, "triage.claimed");
  await send(officer, "vetting.started", { profile: vettingProfile("shipping") });
  silent = await newcomer("vetter");
});

describe("a vetter who has not declared interests", () => {
  it("completes no screening, and is told what to do", async () => {
    const { status, body } = await send(silent, "screening.completed", screened());
    expect(status).toBe(409);
    expect(body.guards).toEqual(["interestsAnswered"]);
    expect(body.detail).toContain("Answer the form about your interests first");
  });

  it("is told so before they fill in the form, and whoever has answered is not", async () => {
    expect(await unlessWaived(silent)).toEqual(["interestsAnswered"]);
    expect(await unlessWaived(await house.as("vetter"))).toEqual([]);
  });

  it("is sent the form by the engine itself, once", async () => {
    const { jobs } = house.house;
    await jobs.tick();
    await house.quiet();
    await jobs.tick();
    await house.quiet();
    expect(await formOf(`account:${silent.accountId}`)).toMatchObject([{ state: "requested", as: "vetter" }]);
    expect(await jobs.tick()).toBe(0);
    const { body } = await send(silent, "screening.completed", screened());
    expect(body.guards).toEqual(["interestsAnswered"]);
  });

  it("finds it by themselves, as the letter says, and nobody else's", async () => {
    const [form] = await formOf(`account:${silent.accountId}`);
    const { interestsAsked } = (await silent.get("/api/v1/me").expect(200)).body;
    // Ten working days from a Monday.
    const asked = { id: form?.id, programme: "default", state: "requested", as: "vetter" };
    expect(interestsAsked).toEqual([{ ...asked, dueAt: "2012-12-17T09:00:00.000Z" }]);
    expect((await silent.get("/api/v1/me/interests").expect(200)).body.items).toEqual(interestsAsked);
    expect((await officer.get("/api/v1/me").expect(200)).body.interestsAsked).toEqual([]);
    expect((await officer.get("/api/v1/me/interests").expect(200)).body.items).toEqual([]);
    const mails = (await officer.get(`/api/v1/mails?instance=${form?.id}`).expect(200)).body.items;
    expect(mails[0].text).toContain(`${PUBLIC_URL}/console/interests/${form?.id}`);
    expect(mails[0].text).toContain("because the form is about you");
  });

  it("may decide once it is answered, and reads no more of it", async () => {
    const [form] = await formOf(`account:${silent.accountId}`);
    const none = { type: "interests.none", data: { signed: true, signedOn: "2012-12-03" } };
    await silent.post(`/api/v1/interests/${form?.id}/events`, none).expect(200);
    expect(await unlessWaived(silent)).toEqual([]);
    expect((await silent.get("/api/v1/me").expect(200)).body.interestsAsked).toEqual([]);
    expect((await silent.get("/api/v1/me/interests").expect(200)).body.items).toMatchObject([
      { id: form?.id, state: "clear", dueAt: null },
    ]);
    expect((await send(silent, "screening.completed", screened())).status).toBe(200);
  });
});

describe("an approver who has not declared interests", () => {
  it("decides only with a reason that stands on report", async () => {
    const approver = await newcomer("approver");
    const declined = { reason: "risk", wording: "We cannot accept you." };
    expect((await send(approver, "vetting.declined", declined)).body.guards).toEqual(["interestsAnswered"]);
    const waiver = { guard: "interestsAnswered", reason: "The form is on its way by post." };
    expect((await send(approver, "vetting.approved", { conditions: [], waiver })).status).toBe(200);
    const { body } = await officer.get("/api/v1/programmes/default/waivers");
    expect(body.items).toMatchObject([{ ...waiver, event: "vetting.approved" }]);
  });
});

describe("a party that is vetted", () => {
  const partyOf = async (id: string): Promise<string> =>
    (await officer.get(`/api/v1/engagements/${id}`).expect(200)).body.party.id;

  it("whose affiliation is the interest has a form that asks for nothing", async () => {
    const forms = await formOf(`party:${await partyOf(engagement)}`);
    expect(forms).toMatchObject([{ state: "not_required", as: null }]);
  });

  it("as an independent expert is asked to declare, and offered no seat before", async () => {
    engagement = await house.receive("expert@example.org");
    await send(officer, "triage.claimed");
    const profile = {
      ...vettingProfile("shipping"),
      affiliation: "independent",
      capacity: "independent_expert",
    };
    await send(officer, "vetting.started", { profile });
    const [form] = await formOf(`party:${await partyOf(engagement)}`);
    expect(form).toMatchObject({ state: "requested", as: "independent_expert" });
    await send(await house.as("vetter"), "screening.completed", screened());
    await send(await house.as("approver"), "vetting.approved", { conditions: [] });

    const chair = await house.as("chair");
    const plan = { name: "Shipping", launchMonth: "2013-05", capacity: 12 };
    const groupId = (await chair.post("/api/v1/groups", plan).expect(201)).body.id;
    await chair.post(`/api/v1/groups/${groupId}/events`, { type: "forming.started", data: {} }).expect(200);
    const offer = { groupId, undertakings: "2013-01", interestsUntil: "2013-12-31" };
    expect((await send(officer, "seat.offered", offer)).body.guards).toEqual(["interestsInDate"]);

    const none = { type: "interests.none", data: { signed: true, signedOn: "2012-12-03" } };
    const path = `/api/v1/interests/${form?.id}/events`;
    await officer.post(path, { ...none, onBehalfOf: "stakeholder" }).expect(200);
    expect((await send(officer, "seat.offered", offer)).status).toBe(200);
  });
});
