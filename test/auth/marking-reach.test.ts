/** What a marking reaches beside the chart that bears it: people, links, the trail, the dossier; and what nobody marked. */
import { beforeAll, describe, expect, it } from "vitest";
import { bringToGroup } from "../support/bring-to-group.ts";
import { browser } from "../support/browser.ts";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();

let officer: Caller;
let other: Caller;
let chair: Caller;
let groupId: string;

beforeAll(async () => {
  officer = await house.as("officer");
  other = await house.caller([["officer", "default"]]);
  chair = await house.as("chair");
  const group = { name: "Shipping", launchMonth: "2013-05", capacity: 5 };
  groupId = (await chair.post("/api/v1/groups", group).expect(201)).body.id;
});

const mark = (by: Caller, path: string, marking: string, more: object = {}) =>
  by.put(`/api/v1/${path}/marking`, { marking, ...more });
const partyOf = async (engagement: string): Promise<string> =>
  (await officer.get(`/api/v1/engagements/${engagement}`).expect(200)).body.party.id;

describe("a person", () => {
  it("is as confidential as their last case: card, search, jobs, links and the conflict that would name them", async () => {
    const engagement = await house.receive("rosa@red.example", { name: "Rosa Redoubt" });
    const person = await partyOf(engagement);
    await mark(other, `engagements/${engagement}`, "TLP:RED").expect(200);

    expect((await officer.get("/api/v1/people?q=redoubt").expect(200)).body.items).toEqual([]);
    const { body, status } = await officer.get(`/api/v1/people/${person}`);
    expect([status, body.marking]).toEqual([403, "TLP:RED"]);
    await officer.put(`/api/v1/people/${person}`, { name: "Somebody" }).expect(403);
    await officer.post(`/api/v1/people/${person}/job-changes`, {}).expect(403);
    await officer.get(`/api/v1/links?instance=${engagement}`).expect(403);
    // Not even that the day is still to come.
    const call = {
      person: { id: person },
      channel: "phone",
      message: "They rang.",
      happenedOn: "2099-01-01",
    };
    await officer.post("/api/v1/inquiries", call).expect(403);
    await other.post("/api/v1/inquiries", call).expect(422);
    const again = { name: "R. Redoubt", email: "rosa@red.example" };
    const taken = await officer.post("/api/v1/people", again).expect(409);
    expect(JSON.stringify(taken.body)).not.toContain(person);

    const found = (await other.get("/api/v1/people?q=redoubt").expect(200)).body.items;
    expect(found).toMatchObject([{ id: person, marking: "TLP:RED" }]);
    expect((await other.post("/api/v1/people", again).expect(409)).body.existing).toBe(person);
  });
});

describe("a link", () => {
  it("works for the party whatever their case is marked, and for nobody who may not know the record any more", async () => {
    const engagement = await house.receive("link@red.example");
    const withdraw = { instance: engagement, purpose: "withdraw" };
    const { body: own } = await officer.post("/api/v1/links", withdraw).expect(201);
    await mark(other, `engagements/${engagement}`, "TLP:RED").expect(200);
    await browser(house.app).get(new URL(own.url).pathname).expect(200);

    const lead = await house.caller([["lead", "default"]]);
    const acts = [{ event: "intake.changed", label: "Shut it" }];
    const forLead = { instance: groupId, account: lead.accountId, role: "lead", acts };
    const { body: theirs } = await officer.post("/api/v1/links", forLead).expect(201);
    const page = new URL(theirs.url).pathname;
    await browser(house.app).get(page).expect(200);
    await mark(chair, `groups/${groupId}`, "TLP:AMBER+STRICT").expect(200);
    await browser(house.app).get(page).expect(410);
    await browser(house.app).post(page, { event: "intake.changed", intake: "shut" }).expect(410);
    await mark(chair, `groups/${groupId}`, "TLP:GREEN", { reason: "It is on the roadmap." }).expect(200);
    await browser(house.app).get(page).expect(200);
  });
});

describe("the trail of audit", () => {
  it("tells of a record one may not know that one of its kind was seen, and not which; as CSV too", async () => {
    const engagement = await house.receive("trail@red.example");
    const person = await partyOf(engagement);
    await other.get(`/api/v1/people/${person}`).expect(200);
    await mark(other, `engagements/${engagement}`, "TLP:RED").expect(200);
    await other.get(`/api/v1/engagements/${engagement}`).expect(200);
    const by = `actor=${other.accountId}`;
    const rows = async (who: Caller, query: string) =>
      (await who.get(`/api/v1/audit?limit=200&${query}`).expect(200)).body.items as object[];

    const approver = await house.as("approver");
    const seen = await rows(approver, by);
    expect(seen).toContainEqual(
      expect.objectContaining({
        act: "saw",
        subject: { kind: "engagement", id: null },
        detail: { withheld: true },
      }),
    );
    const csv = (await approver.get(`/api/v1/audit/export?${by}`).expect(200)).text;
    for (const text of [JSON.stringify(seen), csv]) {
      expect(text).not.toContain(engagement);
      expect(text).not.toContain(person);
    }
    expect(await rows(approver, `subject=${engagement}`)).toEqual([]);
    // The whole of it is theirs whose work it is.
    const dpo = await house.as("dpo");
    expect(JSON.stringify(await rows(dpo, by))).toContain(engagement);
    expect((await rows(dpo, `subject=${engagement}`)).length).toBeGreaterThan(0);
  });
});

describe("the vetting dossier", () => {
  it("is TLP:RED, for the vetters of the case, approvers, reviewers and data protection officers alone", async () => {
    const engagement = await bringToGroup(house, "dossier@example.org", groupId);
    const path = `/api/v1/engagements/${engagement}/dossier`;
    for (const role of ["vetter", "approver", "reviewer", "dpo"] as const) {
      const { body } = await (await house.as(role)).get(path).expect(200);
      expect(body, role).toMatchObject({ engagement, marking: "TLP:RED" });
      const checked = body.items.find(({ type }: { type: string }) => type === "screening.completed");
      expect(checked.data.checks, role).toHaveLength(4);
    }
    // The officer owns the case, and not what its vetting found.
    const owns = await officer.get(`/api/v1/engagements/${engagement}`).expect(200);
    expect(owns.body.owner).toBe(officer.accountId);
    const idle = await house.caller([["vetter", "default"]]);
    const others = await Promise.all(
      (["lead", "chair", "secretariat", "admin"] as const).map((role) => house.as(role)),
    );
    for (const who of [officer, idle, ...others]) {
      await who.get(path).expect(403);
      await who.get(`${path}/marking`).expect(403);
      await who.put(`${path}/marking`, {}).expect(403);
    }
  });

  it("is lowered by an approver for a reason, to TLP:AMBER+STRICT at the widest, and hidden with its case", async () => {
    const engagement = await bringToGroup(house, "lowered@example.org", groupId);
    const approver = await house.as("approver");
    const path = `engagements/${engagement}/dossier`;
    const vetter = await house.as("vetter");
    await mark(vetter, path, "TLP:AMBER+STRICT", { reason: "I vetted it." }).expect(403);
    const reason = "The case is closed.";
    const { body } = await mark(approver, path, "TLP:CLEAR", { reason }).expect(200);
    expect(body).toMatchObject({ kind: "vetting", marking: "TLP:AMBER+STRICT", own: "TLP:CLEAR" });
    // Wider, it is still no more than a summary to an officer.
    await officer.get(`/api/v1/${path}`).expect(403);
    await mark(officer, `engagements/${engagement}`, "TLP:RED").expect(200);
    await approver.get(`/api/v1/${path}`).expect(403);
  });
});

describe("what a programme marks its records when nobody does", () => {
  const defaults = async (): Promise<{ kind: string }[]> =>
    (await officer.get("/api/v1/programmes/default/markings").expect(200)).body.items;
  const set = (by: Caller, body: object) => by.put("/api/v1/programmes/default/markings", body);
  const markingOf = async (engagement: string): Promise<string> =>
    (await officer.get(`/api/v1/engagements/${engagement}`).expect(200)).body.marking;

  it("is set by an administrator of it, never wider than its kind may be", async () => {
    const admin = await house.as("admin");
    expect(await defaults()).toContainEqual({
      kind: "vetting",
      marking: "TLP:RED",
      isSet: false,
      atLeast: "TLP:AMBER+STRICT",
    });
    await set(officer, { engagement: "TLP:GREEN" }).expect(403);
    const wide = await set(admin, { vetting: "TLP:AMBER", engagement: "TLP:GREEN" }).expect(422);
    expect(wide.body.errors).toEqual([
      { pointer: "/vetting", detail: "expected TLP:AMBER+STRICT or stricter" },
    ]);
    expect(await defaults()).toContainEqual(
      expect.objectContaining({ kind: "engagement", marking: "TLP:AMBER", isSet: false }),
    );
    await set(admin, {}).expect(422);
    await set(admin, { engagement: "RED" }).expect(422);
  });

  it("counts at once when it is raised, and when it is lowered for what is made from then on", async () => {
    const admin = await house.as("admin");
    const before = await house.receive("before@defaults.example");
    expect(await markingOf(before)).toBe("TLP:AMBER");
    await set(admin, { engagement: "TLP:AMBER+STRICT" }).expect(200);
    expect(await markingOf(before)).toBe("TLP:AMBER+STRICT");

    await house.advance(new Date((await house.house.engine.now()).getTime() + 60_000));
    await set(admin, { engagement: "TLP:GREEN" }).expect(200);
    await house.advance(new Date((await house.house.engine.now()).getTime() + 60_000));
    const after = await house.receive("after@defaults.example");
    expect(await markingOf(after)).toBe("TLP:GREEN");
    expect(await markingOf(before)).toBe("TLP:AMBER+STRICT");
  });
});
