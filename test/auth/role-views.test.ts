/** What each role sees of a record, and a role that is held in one body (S-001, S-035). */
import { beforeAll, describe, expect, it } from "vitest";
import type { Grant } from "../../src/contract/actor.ts";
import { newId } from "../../src/lib/ids.ts";
import type { Role } from "../../workflows/workflow.ts";
import { bringToApproval, bringToGroup } from "../support/bring-to-group.ts";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();

let group = "";
let otherGroup = "";
let engagement = "";

interface Someone {
  readonly caller: Caller;
}

beforeAll(async () => {
  const officer = await house.as("officer");
  const chair = await house.as("chair");
  const plan = async (name: string) =>
    (await chair.post("/api/v1/groups", { name, launchMonth: "2013-05", capacity: 12 }).expect(201)).body.id;
  [group, otherGroup] = [await plan("Shipping"), await plan("Insurance")];
  engagement = await bringToGroup(house, "ines@example.org", group);
  const meeting = { groupId: group, title: "First meeting", startsAt: "2013-05-02T09:00:00Z" };
  await (await house.as("secretariat")).post("/api/v1/meetings", meeting).expect(201);
  const draft = { groupId: group, title: "Insure the ships" };
  await officer.post("/api/v1/recommendations", draft).expect(201);
});

async function someone(role: Role, { bodyId }: Omit<Grant, "role">): Promise<Someone> {
  const caller = await house.caller([[role, "default"]]);
  if (bodyId != null)
    await house.database.pool.query("update role_grant set body_id = $2 where account_id = $1", [
      caller.accountId,
      bodyId,
    ]);
  return { caller };
}

describe("what a role sees of a record", () => {
  const view = async (who: Someone, path: string) => (await who.caller.get(path).expect(200)).body;

  it("is the roster card to the lead of their group: no address, no stage, nothing of their vetting", async () => {
    const programmeId = await house.programme("default");
    const lead = await someone("lead", { programmeId, bodyId: group });
    const card = await view(lead, `/api/v1/engagements/${engagement}`);
    expect(card).toMatchObject({
      stage: null,
      state: "waiting",
      owner: null,
      card: { groups: [group], seat: "waiting" },
      party: { name: "Ines Duarte", email: null },
      deadlines: [],
      refuses: [],
    });
    expect(JSON.stringify(card)).not.toMatch(/vetter|tier|ines@example/);
    const { items } = await view(lead, "/api/v1/engagements");
    expect(items.map(({ id }: { id: string }) => id)).toEqual([engagement]);
    // A filter would tell what the card does not.
    expect((await view(lead, "/api/v1/engagements?state=waitlisted")).items).toEqual([]);
    const people = await view(lead, "/api/v1/people?q=ines");
    expect(people.items).toMatchObject([{ name: "Ines Duarte", email: null }]);
    // Found by their address, they would have told it.
    expect((await view(lead, "/api/v1/people?q=ines@example.org")).items).toEqual([]);
    expect((await view(lead, "/api/v1/groups")).items).toMatchObject([{ id: group }]);

    const stranger = await someone("lead", { programmeId, bodyId: otherGroup });
    for (const list of ["engagements", "people", "meetings", "recommendations"])
      expect((await view(stranger, `/api/v1/${list}`)).items, list).toEqual([]);
  });

  it("is the vetting's summary to an officer, and the dossier to a vetter who is assigned and to the approver", async () => {
    const journal = `/api/v1/engagements/${engagement}/journal`;
    const screeningAs = async (caller: Caller) => {
      const { body } = await caller.get(journal).expect(200);
      return body.items.find(({ type }: { type: string }) => type === "screening.completed");
    };
    const seen = await screeningAs(await house.as("officer"));
    expect(seen).toMatchObject({ withheld: ["checks"] });
    expect(seen.data).not.toHaveProperty("checks");
    for (const role of ["vetter", "approver"] as const) {
      const whole = await screeningAs(await house.as(role));
      expect(whole, role).toMatchObject({ withheld: [] });
      expect(whole.data.checks, role).toHaveLength(4);
    }
    // Another vetter has a part in the programme, but not this case.
    const idle = await house.caller([["vetter", "default"]]);
    await idle.get(journal).expect(403);
    expect((await idle.get("/api/v1/engagements").expect(200)).body.items).toEqual([]);
  });

  it("lets a lead act in their own group only", async () => {
    const programmeId = await house.programme("default");
    const lead = await someone("lead", { programmeId, bodyId: group });
    const offer = (groupId: string) =>
      lead.caller.post(`/api/v1/engagements/${engagement}/events`, {
        type: "seat.offered",
        data: { groupId, undertakings: "2013-01" },
      });
    const abroad = await offer(otherGroup);
    expect(abroad.status).toBe(403);
    const own = await offer(group);
    // The group takes nobody yet; a lead is not told where the case stands.
    expect(own.status).toBe(409);
    expect(JSON.stringify(own.body)).not.toMatch(/waitlisted|assignment/);
    const meeting = { title: "T", startsAt: "2013-06-02T09:00:00Z" };
    await lead.caller.post("/api/v1/meetings", { ...meeting, groupId: otherGroup }).expect(404);
    await lead.caller.post("/api/v1/meetings", { ...meeting, groupId: group }).expect(201);
  });
});

describe("somebody who is approved and waits for no group", () => {
  it("is offered a seat by an officer or a lead of the whole programme; a lead of one group hears of them once they wait for it", async () => {
    const free = await bringToApproval(house, "free@example.org");
    const path = `/api/v1/engagements/${free}`;
    const programmeId = await house.programme("default");
    const lead = await someone("lead", { programmeId, bodyId: group });
    const offer = { type: "seat.offered", data: { groupId: group, undertakings: "2013-01" } };
    await lead.caller.get(path).expect(404);
    await lead.caller.post(`${path}/events`, offer).expect(404);
    // The group takes nobody yet, which is all that stands in their way.
    for (const may of [await house.as("officer"), await house.as("lead")])
      await may.post(`${path}/events`, offer).expect(409);

    const waits = { type: "seat.waitlisted", data: { groupId: group } };
    await (await house.as("officer")).post(`${path}/events`, waits).expect(200);
    await house.quiet();
    await lead.caller.get(path).expect(200);
    await lead.caller.post(`${path}/events`, offer).expect(409);
  });
});

describe("a role in a body", () => {
  it("is given and taken over the API, for bodies of the programme and roles that bodies have", async () => {
    const administrator = await house.as("admin", null);
    const lead = { role: "lead", programme: "default", body: group };
    const made = await administrator.post("/api/v1/accounts", { name: "Lea", roles: [lead] }).expect(201);
    expect(made.body.roles).toMatchObject([{ ...lead, by: "admin" }]);
    const roles = `/api/v1/accounts/${made.body.id}/roles`;
    const both = await administrator.post(roles, { grant: [{ ...lead, body: otherGroup }] }).expect(200);
    expect(both.body.roles).toHaveLength(2);
    const one = await administrator.post(roles, { revoke: [lead] }).expect(200);
    expect(one.body.roles).toMatchObject([{ ...lead, body: otherGroup }]);

    for (const wrong of [
      { ...lead, role: "officer" },
      { ...lead, body: newId() },
      { ...lead, programme: null },
    ]) {
      const answer = await administrator.post(roles, { grant: [wrong] }).expect(422);
      expect(answer.body.errors[0].pointer).toBe("/grant/0/body");
    }
  });
});
