/** Notes on an engagement: who reads each, how far it may travel, and that nothing of one outlives the person it is about. */
import { beforeAll, describe, expect, it } from "vitest";
import { verifyErasure } from "../../src/directory/erasure/verify-erasure.ts";
import { WordsOf } from "../../src/directory/erasure/known-words.ts";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();
const WORDS = "Underwrites every ninth tanker and rang twice about it.";

let officer: Caller;
let other: Caller;
let approver: Caller;
let engagement: string;

interface Note {
  readonly id: string;
  readonly text: string | null;
  readonly marking: string;
  readonly readBy: { readonly roles: readonly string[]; readonly people: readonly { id: string }[] };
}

const path = (id = engagement): string => `/api/v1/engagements/${id}/notes`;
const notes = async (by: Caller, id = engagement): Promise<readonly Note[]> =>
  (await by.get(path(id)).expect(200)).body.items;
const texts = async (by: Caller, id = engagement): Promise<unknown[]> =>
  (await notes(by, id)).map(({ text }) => text);
const write = async (by: Caller, body: object, id = engagement): Promise<Note> =>
  (await by.post(path(id), body).expect(201)).body;

beforeAll(async () => {
  officer = await house.as("officer");
  other = await house.caller([["officer", "default"]]);
  approver = await house.as("approver");
  engagement = await house.receive("ines@example.org");
});

describe("a note", () => {
  it("bears its engagement's marking, says who reads it, and is told to nobody else", async () => {
    const note = await write(officer, { text: "Called: will send the answers." });
    expect(note).toMatchObject({
      text: "Called: will send the answers.",
      marking: "TLP:AMBER",
      by: { id: officer.accountId },
      readBy: {
        roles: ["officer", "vetter", "approver", "reviewer", "dpo"],
        people: [{ id: officer.accountId }],
      },
    });
    for (const role of ["officer", "approver", "reviewer", "dpo"] as const)
      expect(await texts(await house.as(role)), role).toEqual(["Called: will send the answers."]);
    for (const role of ["lead", "chair", "secretariat", "admin"] as const)
      expect((await (await house.as(role)).get(path())).status, role).toBe(403);
    await (await house.as("officer", "elsewhere")).get(path()).expect(404);
    await (await house.as("dpo")).post(path(), { text: "Mine" }).expect(403);
  });

  it("of TLP:RED is for its writer and whom they name, and read by no role", async () => {
    const { id, readBy } = await write(officer, {
      text: "For us two.",
      marking: "TLP:RED",
      named: [approver.accountId],
    });
    expect(readBy.roles).toEqual([]);
    expect(readBy.people.map((one) => one.id)).toEqual([officer.accountId, approver.accountId]);
    expect(await texts(officer)).toContain("For us two.");
    expect(await texts(approver)).toContain("For us two.");
    expect(await texts(other)).not.toContain("For us two.");
    await other.get(`${path()}/${id}/marking`).expect(403);
  });

  it("travels further than its engagement only by whoever owns that, for a reason", async () => {
    const choices = (await other.get(path()).expect(200)).body.choices as {
      marking: string;
      mayLower: string[];
    }[];
    const narrow = await house.receive("narrow@example.org");
    await officer.put(`/api/v1/engagements/${narrow}/marking`, { marking: "TLP:AMBER+STRICT" }).expect(200);
    expect(choices.map(({ marking }) => marking)[0]).toBe("TLP:RED");
    const wide = { text: "Public knowledge.", marking: "TLP:GREEN" };
    const refused = await other.post(path(narrow), wide);
    expect(refused.status).toBe(403);
    expect(refused.body.detail).toMatch(/^You may not lower this note: TLP:AMBER\+STRICT of the engagement/);
    expect((await officer.post(path(narrow), wide)).body.errors[0].pointer).toBe("/reason");
    expect(await texts(officer, narrow)).toEqual([]);
    const note = await write(officer, { ...wide, reason: "It stands in the newspaper." }, narrow);
    expect(note.marking).toBe("TLP:GREEN");
    // What its engagement asks again, it asks of the note too.
    await officer.put(`/api/v1/engagements/${narrow}/marking`, { marking: "TLP:RED" }).expect(200);
    expect((await notes(officer, narrow))[0]?.marking).toBe("TLP:RED");
  });

  it("is raised by whoever reads it and lowered by its writer alone", async () => {
    const { id } = await write(officer, { text: "Narrow.", marking: "TLP:AMBER+STRICT" });
    const mark = (by: Caller, marking: string, reason = "Because") =>
      by.put(`${path()}/${id}/marking`, { marking, reason });
    await mark(other, "TLP:AMBER").expect(403);
    expect((await mark(officer, "TLP:AMBER").expect(200)).body).toMatchObject({ marking: "TLP:AMBER" });
    expect((await mark(other, "TLP:AMBER+STRICT").expect(200)).body.history).toHaveLength(3);
    await mark(officer, "TLP:RED").expect(200);
  });

  it("is written once, however often it is sent", async () => {
    const send = () => officer.post(path()).set("Idempotency-Key", "k1");
    const first = await send().send({ text: "Once." }).expect(201);
    const again = await send().send({ text: "Once." }).expect(201);
    expect(again.body.id).toBe(first.body.id);
    expect((await texts(officer)).filter((text) => text === "Once.")).toHaveLength(1);
    expect((await send().send({ text: "Another." })).body.code).toBe("key-reused");
  });

  it("is refused without words, with the field, and leaves nothing", async () => {
    const before = await texts(officer);
    for (const [body, pointer] of [
      [{ text: " " }, "/text"],
      [{ text: "x", marking: "TLP:WHITE" }, "/marking"],
      [{ text: "x", colour: "red" }, ""],
    ] as const) {
      const { status, body: said } = await officer.post(path(), body);
      expect([status, said.errors[0].pointer.startsWith(pointer)]).toEqual([422, true]);
    }
    expect(await texts(officer)).toEqual(before);
  });

  it("comes in pages that fit together, of what the reader may read", async () => {
    const seen: unknown[] = [];
    let cursor = "";
    for (;;) {
      const { body } = await other.get(`${path()}?limit=2${cursor}`).expect(200);
      seen.push(...body.items.map(({ id }: Note) => id));
      if (body.next === null) break;
      cursor = `&cursor=${body.next}`;
    }
    expect(seen).toEqual((await notes(other)).map(({ id }) => id));
  });

  it("stands in the trail when it is written, without its words, and in no table as text", async () => {
    await write(officer, { text: WORDS });
    const dpo = await house.as("dpo");
    const { body } = await dpo.get(`/api/v1/audit?subject=${engagement}&act=changed&limit=1`).expect(200);
    expect(body.items).toMatchObject([{ actor: officer.accountId, detail: { operation: "writeNote" } }]);
    const words = new WordsOf().sentence(WORDS).known();
    expect((await verifyErasure(house.house.erasing, words)).found).toEqual([]);
  });

  it("loses its words with the person it is about, and then nobody writes another", async () => {
    const gone = await house.receive("gone@example.org", { name: "Wanda Weg" });
    await write(officer, { text: WORDS }, gone);
    const { rows } = await house.database.pool.query<{ id: string }>(
      "select party_id as id from engagement_line where id = $1",
      [gone],
    );
    const { body } = await officer.post(`/api/v1/people/${rows[0]?.id}/erasure`).expect(201);
    await (await house.as("dpo")).post(`/api/v1/erasures/${body.id}/approval`).expect(200);
    await house.quiet();
    expect(await texts(officer, gone)).toEqual([null]);
    const late = await officer.post(path(gone), { text: "More" });
    expect(late.body).toMatchObject({ code: "sealed" });
  });
});
