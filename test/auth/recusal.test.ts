/** Acceptance scenario 6: an expert with a managed interest. */
import { beforeAll, describe, expect, it } from "vitest";
import { demandKnown } from "../../src/auth/known-records.ts";
import type { Actor } from "../../src/contract/actor.ts";
import { SYSTEM } from "../../src/contract/actor.ts";
import { recusalsFor } from "../../src/engine/recusals.ts";
import { inTransaction } from "../../src/store/database.ts";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();

let officer: Caller;
let chair: Caller;
let secretariat: Caller;
let approver: Caller;
/** The expert sits in the group as a party, and reads its papers with an account. */
let expert: Caller;
let groupId: string;
let meetingId: string;
let papers: string[];
let seated: string[];
let expertParty: string;

const send = (by: Caller, path: string, type: string, data: object = {}) =>
  by.post(`/api/v1/${path}/events`, { type, data });
const ask = async (person: object): Promise<string> =>
  (await officer.post("/api/v1/interests", { ...person, as: "independent_expert" }).expect(201)).body.id;
const scope = () => [{ kind: "item", meetingId, item: 4 }];

async function sit(engagementId: string): Promise<void> {
  for (const type of ["seat.requested", "seat.taken"]) {
    const event = { type, engagementId, offer: 1 };
    const command = { instanceId: groupId, event, actor: SYSTEM, origin: "signal" as const };
    expect(await house.house.engine.send(command)).toMatchObject({ kind: "applied" });
  }
}

const partyOf = async (engagement: string): Promise<string> =>
  (await officer.get(`/api/v1/engagements/${engagement}`).expect(200)).body.party.id;

beforeAll(async () => {
  [officer, chair, secretariat, approver] = await Promise.all([
    house.as("officer"),
    house.as("chair"),
    house.as("secretariat"),
    house.as("approver"),
  ]);
  expert = await house.caller([["member", "default"]]);
  const group = { name: "Shipping", launchMonth: "2013-05", capacity: 9 };
  groupId = (await officer.post("/api/v1/groups", group).expect(201)).body.id;
  await send(chair, `groups/${groupId}`, "forming.started").expect(200);
  seated = [];
  for (const name of ["expert", "second", "third"]) {
    const engagement = await house.receive(`${name}@example.org`);
    await sit(engagement);
    seated.push(engagement);
  }
  expertParty = await partyOf(seated[0] ?? "");
  papers = [];
  for (const title of ["One", "Two", "Three", "Four"]) {
    papers.push((await secretariat.post("/api/v1/recommendations", { title, groupId }).expect(201)).body.id);
  }
  const meeting = { groupId, title: "Second meeting", startsAt: "2012-12-20T09:00:00Z" };
  meetingId = (await officer.post("/api/v1/meetings", meeting).expect(201)).body.id;
  const items = papers.map((id, index) => ({ item: index + 1, decision: true, papers: [id] }));
  await send(secretariat, `meetings/${meetingId}`, "agenda.set", { items }).expect(200);

  for (const [person, by] of [
    [{ accountId: expert.accountId }, expert],
    [{ partyId: expertParty }, undefined],
  ] as const) {
    const form = await ask(person);
    const declared = { type: "interests.declared", data: { statement: "I insure two of the ships." } };
    const path = `/api/v1/interests/${form}/events`;
    // A letter from a party without an account is entered by an officer.
    if (by === undefined) await officer.post(path, { ...declared, onBehalfOf: "stakeholder" }).expect(200);
    else await by.post(path, declared).expect(200);
    await send(secretariat, `interests/${form}`, "interests.managed", { scope: scope() }).expect(200);
  }
  await house.quiet();
});

describe("an expert with a managed interest", () => {
  it("cannot open the paper for item 4, and sees items 1 to 3", async () => {
    for (const id of papers.slice(0, 3)) await expert.get(`/api/v1/recommendations/${id}`).expect(200);
    const { body, status } = await expert.get(`/api/v1/recommendations/${papers[3]}`);
    expect(status).toBe(403);
    expect(body.detail).toBe("You stay out of this because of an interest");
    const list = (await expert.get("/api/v1/recommendations").expect(200)).body.items as { id: string }[];
    expect(list.map(({ id }) => id).toSorted()).toEqual(papers.slice(0, 3).toSorted());
    await secretariat.get(`/api/v1/recommendations/${papers[3]}`).expect(200);
  });

  it("is told no more by a letter or a link than by the API", async () => {
    const grants = [{ role: "stakeholder" as const, programmeId: await house.programme("default") }];
    const party: Actor = { id: expertParty, kind: "public", name: "The party", grants };
    const { db, engine } = house.house;
    const paper = async (index: number) => await engine.find(papers[index] ?? "", SYSTEM);
    expect(await demandKnown(db, party, await paper(0))).toBe("TLP:AMBER");
    await expect(demandKnown(db, party, await paper(3))).rejects.toMatchObject({
      code: "forbidden",
      extra: { because: "recusal" },
    });
  });

  it("is not asked for a position on it, and does not count in the call", async () => {
    await send(chair, `recommendations/${papers[3]}`, "consensus.opened", { method: "vote" }).expect(200);
    await send(chair, `recommendations/${papers[0]}`, "consensus.opened", { method: "vote" }).expect(200);
    await house.quiet();
    const look = async (index: number) =>
      (await secretariat.get(`/api/v1/recommendations/${papers[index]}`).expect(200)).body.card.call.asked;
    expect([await look(0), await look(3)]).toEqual([3, 2]);

    const written = async (index: number) => {
      const { items } = (await officer.get(`/api/v1/mails?instance=${papers[index]}`).expect(200)).body;
      const call = items.find(({ template }: { template: string }) => template === "consensus-call");
      return call.to.map(({ email }: { email: string }) => email).toSorted();
    };
    expect(await written(0)).toEqual(["expert@example.org", "second@example.org", "third@example.org"]);
    expect(await written(3)).toEqual(["second@example.org", "third@example.org"]);

    const position = (engagementId: string | undefined) =>
      officer.post(`/api/v1/recommendations/${papers[3]}/events`, {
        type: "position.given",
        data: { engagementId, position: "support" },
        onBehalfOf: "stakeholder",
      });
    const refused = await position(seated[0]);
    expect(refused.status).toBe(409);
    expect(refused.body.guards).toEqual(["wasAsked"]);
    await position(seated[1]).expect(200);
    await house.advance("2012-12-18T09:00:00.000Z");
    // One of the two who may decide is no more than half of them.
    const early = await send(chair, `recommendations/${papers[3]}`, "consensus.reached");
    expect(early.body.guards).toEqual(["quorumOfTheNonRecused"]);
  });

  it("does not count for the quorum of item 4 at the meeting, and does for the others", async () => {
    await house.advance("2012-12-20T08:40:00.000Z");
    await send(secretariat, `meetings/${meetingId}`, "meeting.opened").expect(200);
    const { card } = (await secretariat.get(`/api/v1/meetings/${meetingId}`).expect(200)).body;
    expect(card.agenda).toMatchObject([
      { item: 1, recused: 0, members: 3, quorum: 2 },
      { item: 2, recused: 0, members: 3, quorum: 2 },
      { item: 3, recused: 0, members: 3, quorum: 2 },
      { item: 4, recused: 1, members: 2, quorum: 2 },
    ]);
    expect(JSON.stringify(card)).not.toContain(seated[0]);

    const present = [seated[0], seated[1]];
    const missed = (item: number) =>
      send(secretariat, `meetings/${meetingId}`, "meeting.no_quorum", { item, present });
    expect((await missed(1)).body.guards).toEqual(["quorumMissed"]);
    await missed(4).expect(200);
  });

  it("is one of those who may declare at the roll-call, and then the papers of that item are hidden too", async () => {
    const recuse = (item: number, declared: boolean) =>
      send(secretariat, `meetings/${meetingId}`, "item.recusal", {
        item,
        who: { accountId: expert.accountId },
        declared,
      });
    expect((await recuse(2, false)).body.guards).toEqual(["managedOrDeclared"]);
    expect((await recuse(9, true)).body.guards).toEqual(["onTheAgenda"]);
    await recuse(2, true).expect(200);
    await expert.get(`/api/v1/recommendations/${papers[1]}`).expect(403);
    await expert.get(`/api/v1/recommendations/${papers[2]}`).expect(200);
  });
});

describe("two people who are one", () => {
  it("both stay out of what one of them stays out of, for as long as they are one", async () => {
    const { db, engine } = house.house;
    const third = await partyOf(seated[2] ?? "");
    const entered = { name: "The third", email: "third-too@example.org" };
    const twin: string = (await officer.post("/api/v1/people", entered).expect(201)).body.id;
    const form = await ask({ partyId: twin });
    const statement = { statement: "I wrote the third paper." };
    const declared = { type: "interests.declared", data: statement, onBehalfOf: "stakeholder" };
    await officer.post(`/api/v1/interests/${form}/events`, declared).expect(200);
    const own = [{ kind: "recommendation", id: papers[2] }];
    await send(secretariat, `interests/${form}`, "interests.managed", { scope: own }).expect(200);

    const programmeId = await house.programme("default");
    const grants = [{ role: "stakeholder" as const, programmeId }];
    const actor: Actor = { id: third, kind: "public", name: "The third", grants };
    const paper = async () => await engine.find(papers[2] ?? "", SYSTEM);
    const staysOut = async () =>
      await inTransaction(db, async (tx) => (await recusalsFor(tx, await paper()))["who"]);
    expect(await demandKnown(db, actor, await paper())).toBe("TLP:AMBER");
    expect(await staysOut()).toEqual([]);

    // A letter that still comes to be written would be on the plan.
    await house.quiet();
    const wanted = { absorbed: twin, fields: {} };
    const { planHash } = (await officer.post(`/api/v1/people/${third}/merge-preview`, wanted).expect(200))
      .body;
    const made = await officer.post(`/api/v1/people/${third}/merges`, { ...wanted, planHash }).expect(201);
    await expect(demandKnown(db, actor, await paper())).rejects.toMatchObject({
      extra: { because: "recusal" },
    });
    expect(await staysOut()).toEqual([seated[2]]);

    const undo = `/api/v1/merges/${made.body.id}/undo`;
    const plan = (await officer.get(undo).expect(200)).body;
    await officer.post(undo, { planHash: plan.planHash }).expect(200);
    expect(await demandKnown(db, actor, await paper())).toBe("TLP:AMBER");
    expect(await staysOut()).toEqual([]);
  });
});

describe("whoever decides about others", () => {
  it("does not decide about a party that stands with an organisation they stay out of, but the party reads its case", async () => {
    const { db, engine } = house.house;
    const decider = await house.caller([["approver", "default"]]);
    const body = { name: "Baltic Mutual", kind: "business", level: "national" };
    const organisationId: string = (await officer.post("/api/v1/organisations", body).expect(201)).body.id;
    const second = await partyOf(seated[1] ?? "");
    const stands = { organisation: organisationId, capacity: "representative" };
    await officer.post(`/api/v1/people/${second}/affiliations`, stands).expect(201);
    const own = [{ kind: "organisation", id: organisationId }];
    const forms = await Promise.all(
      [{ accountId: decider.accountId }, { partyId: second }].map(
        // An approver has declared before: then the conflict names the form.
        async (person): Promise<string> =>
          (await officer.post("/api/v1/interests", { ...person, as: "independent_expert" })).body.id,
      ),
    );
    for (const form of forms) {
      const declared = { type: "interests.declared", data: { statement: "I hold shares." } };
      const path = `/api/v1/interests/${form}/events`;
      const first = await officer.post(path, { ...declared, onBehalfOf: "stakeholder" });
      if (first.status !== 200)
        await send(officer, `interests/${form}`, "interest.changed", { how: "shares" });
      await send(secretariat, `interests/${form}`, "interests.managed", { scope: own }).expect(200);
    }
    const theirs = await engine.find(seated[1] ?? "", SYSTEM);
    const { who } = await inTransaction(db, async (tx) => await recusalsFor(tx, theirs));
    expect(who).toContain(decider.accountId);
    await decider.get(`/api/v1/engagements/${seated[1]}`).expect(403);

    const grants = [{ role: "stakeholder" as const, programmeId: await house.programme("default") }];
    const party: Actor = { id: second, kind: "public", name: "The party", grants };
    expect(await demandKnown(db, party, theirs)).toBe("TLP:AMBER");
  });
});

describe("the form", () => {
  it("is one for each person, shown to each role as far as it concerns them, and to the person whole", async () => {
    const lead = await house.caller([["member", "default"]]);
    const form = await ask({ accountId: lead.accountId });
    const again = await officer.post("/api/v1/interests", { accountId: lead.accountId, as: "lead" });
    expect(again.status).toBe(409);
    expect(again.body.id).toBe(form);

    const whose = `account:${lead.accountId}`;
    const card = async (by: Caller) => (await by.get(`/api/v1/interests/${form}`).expect(200)).body.card;
    expect(await card(officer)).toEqual({ person: whose });
    expect(await card(approver)).toEqual({ person: whose, as: "independent_expert", scope: [] });
    expect(await card(lead)).toMatchObject({ person: whose, validUntil: null });
    expect(await card(secretariat)).toMatchObject({ person: whose, validUntil: null });
    // Nobody signs for somebody else.
    const signed = { signed: true, signedOn: "2012-12-20" };
    await send(expert, `interests/${form}`, "interests.none", signed).expect(403);
    await send(lead, `interests/${form}`, "interests.none", signed).expect(200);
    expect((await lead.get(`/api/v1/interests/${form}`)).body).toMatchObject({
      state: "clear",
      marking: "TLP:RED",
    });
  });

  it("asks for somebody of the programme", async () => {
    const nobody = await officer.post("/api/v1/interests", { as: "lead" });
    expect(nobody.status).toBe(422);
    expect(nobody.body.errors[0].pointer).toBe("/partyId");
    const { body } = await officer.post("/api/v1/interests", {
      accountId: "0198c0de-0000-7000-8000-000000000001",
      as: "lead",
    });
    expect(body.errors[0]).toMatchObject({ pointer: "/accountId" });
  });
});

describe("a recommendation", () => {
  it("is not published above its marking, and is TLP:CLEAR only once its chart has published it", async () => {
    const created = await secretariat.post("/api/v1/recommendations", { title: "Out", groupId }).expect(201);
    const path = `recommendations/${created.body.id}`;
    const refused = await send(chair, path, "recommendation.published");
    expect(refused.status).toBe(409);
    expect(refused.body.guards).toEqual(["markedForPublication"]);
    const cleared = await chair
      .put(`/api/v1/${path}/marking`, { marking: "TLP:CLEAR", reason: "The group agreed." })
      .expect(200);
    expect(cleared.body.marking).toBe("TLP:AMBER");
    await send(chair, path, "recommendation.published").expect(200);
    expect((await chair.get(`/api/v1/${path}`)).body.marking).toBe("TLP:CLEAR");
  });
});
