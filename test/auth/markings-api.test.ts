import { beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();
const group = { name: "Shipping", launchMonth: "2013-05", capacity: 5 };

let officer: Caller;
let chair: Caller;
let secretariat: Caller;
let groupId: string;

beforeAll(async () => {
  officer = await house.as("officer");
  chair = await house.as("chair");
  secretariat = await house.as("secretariat");
  groupId = (await officer.post("/api/v1/groups", group).expect(201)).body.id;
});

const draft = async (title = "Insure the last mile"): Promise<string> =>
  (await secretariat.post("/api/v1/recommendations", { title, groupId }).expect(201)).body.id;
const mark = (by: Caller, path: string, marking: string, more: object = {}) =>
  by.put(`/api/v1/${path}/marking`, { marking, ...more });
const look = async (by: Caller, path: string) => await by.get(`/api/v1/${path}`);

describe("a marking over the API", () => {
  it("is its kind's until somebody sets it, and stands on the record and in lists", async () => {
    const engagement = await house.receive("of-default@example.org");
    for (const [path, label] of [
      [`engagements/${engagement}`, "TLP:AMBER"],
      [`groups/${groupId}`, "TLP:GREEN"],
      [`recommendations/${await draft()}`, "TLP:AMBER"],
    ] as const) {
      expect((await look(officer, path)).body.marking).toBe(label);
      const { body } = await officer.get(`/api/v1/${path}/marking`).expect(200);
      expect(body).toMatchObject({ marking: label, own: label, isDefault: true, history: [] });
      const [noun] = path.split("/");
      const list = (await officer.get(`/api/v1/${noun}`)).body.items as { marking: string }[];
      expect(list.map(({ marking }) => marking)).toContain(label);
    }
  });

  it("is refused in any other spelling, with the one that was meant", async () => {
    const { body, status } = await mark(officer, `groups/${groupId}`, "TLP AMBER STRICT");
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      {
        pointer: "/marking",
        detail:
          "expected one of TLP:RED, TLP:AMBER+STRICT, TLP:AMBER, TLP:GREEN, TLP:CLEAR; TLP AMBER STRICT is written TLP:AMBER+STRICT",
      },
    ]);
    expect((await officer.get(`/api/v1/groups/${groupId}/marking`)).body.history).toEqual([]);
  });

  it("is raised by whoever may read it, and then hides it from reads, lists, searches, events and mails", async () => {
    const other = await house.caller([["officer", "default"]]);
    const engagement = await house.receive("red@example.org", { name: "Rosa Red" });
    await mark(other, `engagements/${engagement}`, "TLP:RED").expect(200);

    expect((await look(other, `engagements/${engagement}`)).body.marking).toBe("TLP:RED");
    const { body, status } = await look(officer, `engagements/${engagement}`);
    expect(status).toBe(403);
    expect(body.detail).toBe("TLP:RED is for those who take part in the engagement by name and its owner");
    await officer.get(`/api/v1/engagements/${engagement}/journal`).expect(403);
    await officer.get(`/api/v1/engagements/${engagement}/marking`).expect(403);
    await officer
      .post(`/api/v1/engagements/${engagement}/events`, { type: "triage.claimed", data: {} })
      .expect(403);
    for (const query of ["", "?text=rosa", "?limit=1&text=rosa"]) {
      const seen = async (by: Caller) =>
        JSON.stringify((await by.get(`/api/v1/engagements${query}`).expect(200)).body).includes(engagement);
      expect(await seen(officer), query).toBe(false);
      expect(await seen(other), query).toBe(true);
    }
    const letters = async (by: Caller) => (await by.get(`/api/v1/mails?instance=${engagement}`)).body.items;
    const [letter] = await letters(other);
    expect(letter).toMatchObject({ template: "inquiry-received" });
    expect(await letters(officer)).toEqual([]);
    await officer.get(`/api/v1/mails/${letter.id}`).expect(403);
  });

  it("leaves no gap in a page, and tells nothing by its length", async () => {
    const other = await house.caller([["officer", "default"]]);
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push(await house.receive(`page-${n}@page.example`));
    for (const id of [ids[4], ids[3], ids[1]]) await mark(other, `engagements/${id}`, "TLP:RED").expect(200);
    const first = (await officer.get("/api/v1/engagements?text=page.example&limit=1").expect(200)).body;
    expect(first.items.map(({ id }: { id: string }) => id)).toEqual([ids[2]]);
    const second = await officer.get(
      `/api/v1/engagements?text=page.example&limit=1&cursor=${encodeURIComponent(first.next)}`,
    );
    expect(second.body).toMatchObject({ items: [{ id: ids[0] }], next: null });
  });

  it("writes to nobody who may not know, and labels what it writes", async () => {
    const other = await house.caller([["officer", "default"]]);
    const engagement = await house.receive("mail@example.org");
    await mark(other, `engagements/${engagement}`, "TLP:RED").expect(200);
    // Two working days later the officers would hear that nobody answered.
    await house.advance(new Date((await house.house.engine.now()).getTime() + 4 * 86_400_000));
    const { items } = (await other.get(`/api/v1/mails?instance=${engagement}`).expect(200)).body;
    const overdue = items.find(({ template }: { template: string }) => template === "first-response-overdue");
    expect(overdue.subject).toMatch(/^\[TLP:RED\] /);
    expect(overdue.text).toMatch(/^TLP:RED\n/);
    const mine = await other.get("/api/v1/me");
    expect(overdue.to.map(({ name }: { name: string }) => name)).toEqual([mine.body.name]);
  });

  it("is lowered by its owner alone, for a reason; the refusal names who", async () => {
    const marker = await house.caller([["approver", "default"]]);
    const id = await draft();
    await mark(marker, `recommendations/${id}`, "TLP:AMBER+STRICT").expect(200);

    const refused = await mark(secretariat, `recommendations/${id}`, "TLP:AMBER", { reason: "It is old." });
    expect(refused.status).toBe(403);
    expect(refused.body.detail).toBe(
      `You may not lower this recommendation: TLP:AMBER+STRICT of the recommendation ${id} is lowered by approver`,
    );
    const silent = await mark(marker, `recommendations/${id}`, "TLP:AMBER");
    expect(silent.status).toBe(422);
    expect(silent.body.errors[0]).toEqual({
      pointer: "/reason",
      detail: "expected why TLP:AMBER+STRICT may become TLP:AMBER",
    });
    const { body } = await mark(marker, `recommendations/${id}`, "TLP:AMBER", { reason: "It is old." });
    expect(body).toMatchObject({ marking: "TLP:AMBER", own: "TLP:AMBER", isDefault: false });
    expect(body.history).toMatchObject([
      { from: "TLP:AMBER", to: "TLP:AMBER+STRICT", by: marker.accountId, reason: null },
      { from: "TLP:AMBER+STRICT", to: "TLP:AMBER", by: marker.accountId, reason: "It is old." },
    ]);
  });

  it("keeps every change for ever, and the reason sealed", async () => {
    const { pool } = house.database;
    await expect(pool.query("update record_marking_change set to_marking = 'TLP:CLEAR'")).rejects.toThrow(
      /only ever added to/,
    );
    await expect(pool.query("delete from record_marking_change")).rejects.toThrow(/only ever added to/);
    const { rows } = await pool.query("select * from record_marking_change");
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain("It is old.");
  });

  it("names who takes part, which its owner does, and then they may know", async () => {
    const other = await house.caller([["officer", "default"]]);
    const engagement = await house.receive("named@example.org");
    await mark(other, `engagements/${engagement}`, "TLP:RED").expect(200);
    await mark(officer, `engagements/${engagement}`, "TLP:RED", { named: [officer.accountId] }).expect(403);
    await mark(other, `engagements/${engagement}`, "TLP:RED", { named: [officer.accountId] }).expect(200);
    expect((await look(officer, `engagements/${engagement}`)).status).toBe(200);
    // Who was named does not lower it for that.
    await mark(officer, `engagements/${engagement}`, "TLP:AMBER", { reason: "I say so." }).expect(403);
  });
});

describe("a derived record", () => {
  it("is never wider than its sources, and follows them", async () => {
    const meeting = await officer.post("/api/v1/meetings", {
      groupId,
      title: "First meeting",
      startsAt: "2013-05-14T09:00:00Z",
    });
    const source = { kind: "meeting", id: meeting.body.id };
    const id = await draft();
    await mark(secretariat, `recommendations/${id}`, "TLP:AMBER", { sources: [source] }).expect(200);
    await mark(chair, `meetings/${source.id}`, "TLP:AMBER+STRICT").expect(200);
    expect((await look(secretariat, `recommendations/${id}`)).body.marking).toBe("TLP:AMBER+STRICT");

    const refused = await mark(secretariat, `recommendations/${id}`, "TLP:AMBER", { reason: "It is mine." });
    expect(refused.status).toBe(403);
    expect(refused.body.detail).toContain(`TLP:AMBER+STRICT of the meeting ${source.id} is lowered by chair`);

    // The source's owner releases it for this record: the meeting stays as it is.
    const { body } = await mark(chair, `recommendations/${id}`, "TLP:AMBER", { reason: "No names in it." });
    expect(body.marking).toBe("TLP:AMBER");
    expect(body.sources).toContainEqual({ ...source, marking: "TLP:AMBER", released: true });
    expect(body.history.at(-1)).toMatchObject({ source: `meeting/${source.id}`, reason: "No names in it." });
    expect((await look(chair, `meetings/${source.id}`)).body.marking).toBe("TLP:AMBER+STRICT");

    // Raised again, it is released no more.
    await mark(chair, `meetings/${source.id}`, "TLP:RED").expect(200);
    expect((await look(chair, `recommendations/${id}`)).status).toBe(403);
    await mark(chair, `meetings/${source.id}`, "TLP:AMBER", { reason: "Over." }).expect(200);
    expect((await look(chair, `recommendations/${id}`)).body.marking).toBe("TLP:AMBER");
  });

  it("inherits from its group and from every contribution, without saying whose that was", async () => {
    const other = await house.caller([["officer", "default"]]);
    const engagementId = await house.receive("gives@example.org");
    await mark(other, `engagements/${engagementId}`, "TLP:AMBER+STRICT").expect(200);
    const recommendationId = await draft();
    await secretariat
      .post("/api/v1/contributions", {
        recommendationId,
        engagementId,
        kind: "paper",
        text: "We lost two ships.",
      })
      .expect(201);
    await house.quiet();
    const { body } = await secretariat.get(`/api/v1/recommendations/${recommendationId}/marking`).expect(200);
    expect(body.marking).toBe("TLP:AMBER+STRICT");
    expect(body.sources.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual([
      "contribution",
      "working_group",
    ]);
    expect(JSON.stringify(body)).not.toContain(engagementId);
  });

  it("has for its sources records of its programme that the caller may know", async () => {
    const id = await draft();
    await house.programme("elsewhere");
    const there = await house.caller([["officer", "elsewhere"]]);
    const made = await there.post("/api/v1/groups", { ...group, programme: "elsewhere" }).expect(201);
    const foreign = await mark(secretariat, `recommendations/${id}`, "TLP:AMBER", {
      sources: [{ kind: "working_group", id: made.body.id }],
    });
    expect(foreign.status).toBe(422);
    expect(foreign.body.errors[0].pointer).toBe("/sources/0");
    await mark(there, `recommendations/${id}`, "TLP:RED").expect(404);
  });
});
