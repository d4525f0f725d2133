/** Who said what under the Chatham House rule (S-060): written, sealed, and opened by two people only, on record. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "../support/house.ts";
import { MONDAY, testHouse } from "../support/house.ts";

const house = testHouse();
const NAME = "Ottokar Zzyzxovic";
const WORDS = "The harbour was never inspected, qqyqq.";
let secretariat: Caller;
let chair: Caller;
let dpo: Caller;
let speaker: string;
let meeting: string;

async function scheduled(startsAt = MONDAY): Promise<string> {
  const body = {
    groupId: null,
    title: "First meeting",
    mode: "room",
    zone: "UTC",
    startsAt: startsAt.toISOString(),
  };
  const officer = await house.as("officer");
  return (await officer.post("/api/v1/meetings", { programme: "default", ...body }).expect(201)).body.id;
}

const say = (id: string, more: object = {}) =>
  secretariat.post(`/api/v1/meetings/${id}/statements`, { item: "4", speaker, text: WORDS, ...more });
const openings = (id: string) => `/api/v1/meetings/${id}/ledger/openings`;
const reason = "A speaker disputes the minutes.";

/** A meeting at which something was said, sealed. */
async function sealed(): Promise<string> {
  const id = await scheduled();
  await say(id).expect(201);
  await secretariat.post(`/api/v1/meetings/${id}/ledger/sealing`).expect(200);
  return id;
}

beforeAll(async () => {
  [secretariat, chair, dpo] = [await house.as("secretariat"), await house.as("chair"), await house.as("dpo")];
  const officer = await house.as("officer");
  const person = { programme: "default", name: NAME, email: "ottokar@ledger.example" };
  speaker = (await officer.post("/api/v1/people", person).expect(201)).body.id;
  meeting = await scheduled();
});

describe("the ledger of a meeting", () => {
  it("is written by the secretariat, which never reads it back", async () => {
    const { body } = await say(meeting).expect(201);
    expect(body).toEqual({ seq: 1, chain: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect((await say(meeting, { text: "And again." }).expect(201)).body.seq).toBe(2);
    for (const role of ["secretariat", "officer", "approver", "lead", "vetter", "admin"] as const)
      expect((await (await house.as(role)).get(`/api/v1/meetings/${meeting}/ledger`)).status, role).toBe(403);
    for (const role of ["officer", "chair", "dpo"] as const) {
      const other = await house.as(role);
      const body = { speaker, text: "x" };
      expect((await other.post(`/api/v1/meetings/${meeting}/statements`, body)).status, role).toBe(403);
    }
  });

  it("takes a repeated request once, and another one under its key never", async () => {
    const id = await scheduled();
    const keyed = (more = {}) => say(id, more).set("Idempotency-Key", "k1");
    const first = await keyed().expect(201);
    expect((await keyed().expect(201)).body).toEqual(first.body);
    expect((await keyed({ text: "Other words." })).body).toMatchObject({ status: 409, code: "key-reused" });
    expect((await say(id).expect(201)).body.seq).toBe(2);
  });

  it("refuses what is wrong by field, whoever is nobody here, and a meeting that has not begun", async () => {
    for (const [more, pointer] of [
      [{ speaker: "Ottokar" }, "/speaker"],
      [{ speaker: meeting }, "/speaker"],
      [{ text: " " }, "/text"],
      [{ item: "Ottokar said" }, "/item"],
    ] as const) {
      const answer = await say(meeting, more);
      expect(answer.status, pointer).toBe(422);
      expect(answer.body.errors[0].pointer).toBe(pointer);
    }
    const later = await scheduled(new Date(MONDAY.getTime() + 86_400_000));
    expect((await say(later)).status).toBe(409);
    const stranger = await house.as("secretariat", "elsewhere");
    expect(
      (await stranger.post(`/api/v1/meetings/${meeting}/statements`, { speaker, text: "x" })).status,
    ).toBe(404);
  });

  it("is closed by its sealing", async () => {
    const id = await sealed();
    expect((await say(id)).body).toMatchObject({ status: 409, code: "conflict" });
    for (const caller of [chair, dpo])
      expect((await caller.get(`/api/v1/meetings/${id}/ledger`)).status).toBe(403);
  });
});

describe("a sealed ledger", () => {
  it("is opened by a chair and a data protection officer together, for an hour, for them alone", async () => {
    const id = await sealed();
    const asked = await chair.post(openings(id), { reason }).expect(201);
    expect((await chair.get(`/api/v1/meetings/${id}/ledger`)).status).toBe(403);
    const approval = `${openings(id)}/${asked.body.id}/approval`;
    expect((await chair.post(approval)).status).toBe(403);
    const secondChair = await house.caller([["chair", "default"]]);
    expect((await secondChair.post(approval)).status).toBe(403);
    expect((await dpo.get(openings(id)).expect(200)).body.items[0]).toMatchObject({
      reason,
      askedAs: "chair",
    });
    const { body } = await dpo.post(approval).expect(200);
    expect(Date.parse(body.closesAt) - Date.parse(body.approvedAt)).toBe(3_600_000);
    expect((await dpo.post(approval)).status).toBe(409);

    for (const caller of [chair, dpo]) {
      const read = await caller.get(`/api/v1/meetings/${id}/ledger`).expect(200);
      expect(read.body.items).toEqual([
        {
          seq: 1,
          item: "4",
          speaker: { id: speaker, name: NAME },
          text: WORDS,
          recordedAt: expect.any(String),
        },
      ]);
    }
    const secondDpo = await house.caller([["dpo", "default"]]);
    for (const other of [secondChair, secondDpo])
      expect((await other.get(`/api/v1/meetings/${id}/ledger`)).status).toBe(403);

    const trail = await dpo.get(`/api/v1/audit?kind=ledger&subject=${id}`).expect(200);
    expect(trail.body.items.map(({ act, actor }: { act: string; actor: string }) => [act, actor])).toEqual([
      ["saw", dpo.accountId],
      ["saw", chair.accountId],
      ["opened", dpo.accountId],
      ["asked-to-open", chair.accountId],
      ["sealed", secretariat.accountId],
      ["recorded", secretariat.accountId],
    ]);

    await house.advance(new Date(Date.parse(body.closesAt)));
    for (const caller of [chair, dpo])
      expect((await caller.get(`/api/v1/meetings/${id}/ledger`)).status).toBe(403);
  });

  it("is not opened by one person in both roles, nor a day after it was asked for", async () => {
    const id = await sealed();
    const both = await house.caller([
      ["chair", "default"],
      ["dpo", "default"],
    ]);
    const asked = await both.post(openings(id), { reason }).expect(201);
    const approval = `${openings(id)}/${asked.body.id}/approval`;
    expect((await both.post(approval)).status).toBe(403);
    await house.advance(new Date((await house.house.engine.now()).getTime() + 86_400_001));
    expect((await dpo.post(approval)).status).toBe(409);
    expect((await dpo.post(openings(id), { reason: "short" })).body.errors[0].pointer).toBe("/reason");
  });

  it("is not opened before it is sealed", async () => {
    const id = await scheduled();
    await say(id).expect(201);
    expect((await chair.post(openings(id), { reason })).body).toMatchObject({ status: 409 });
  });
});

describe("under the Chatham House rule", () => {
  it("neither the name nor the words of a speaker come out anywhere else", async () => {
    const id = await sealed();
    await secretariat.get(`/api/v1/meetings/${id}`).expect(200);
    const { rows: tables } = await house.database.pool.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    );
    const named: string[] = [];
    for (const { name } of tables) {
      const { rows } = await house.database.pool.query<{ row: string }>(
        `select t::text as row from ${name} t`,
      );
      const text = rows.map(({ row }) => row).join("\n");
      expect(text, name).not.toContain("qqyqq");
      if (text.includes("Zzyzxovic")) named.push(name);
    }
    expect(named).toEqual(["public.person_card"]);
    const officer = await house.as("officer");
    const answers = [
      await officer.get("/api/v1/meetings"),
      await officer.get(`/api/v1/meetings/${id}`),
      await officer.get(`/api/v1/meetings/${id}/journal`),
      await officer.get("/api/v1/mails"),
      await officer.get("/api/v1/audit"),
      await (await house.as("approver")).get("/api/v1/audit"),
      await (await house.as("approver")).get("/api/v1/audit/export"),
    ];
    for (const { text } of answers) expect(text).not.toMatch(/Zzyzxovic|qqyqq/);
    expect(house.logged.join("\n")).not.toMatch(/Zzyzxovic|qqyqq|ottokar@/);
    // Not even which party spoke can be read from a table.
    const { rows } = await house.database.pool.query(
      "select 1 from ledger_statement s where s::text like '%' || $1 || '%' union all select 1 from audit a where subject_kind = 'ledger' and a::text like '%' || $1 || '%'",
      [speaker],
    );
    expect(rows).toEqual([]);
  });

  it("who spoke keeps a pseudonym when they are erased", async () => {
    const id = await sealed();
    const asked = await dpo.post(openings(id), { reason }).expect(201);
    await chair.post(`${openings(id)}/${asked.body.id}/approval`).expect(200);
    await house.database.pool.query("delete from person_card where party_id = $1", [speaker]);
    const { body } = await chair.get(`/api/v1/meetings/${id}/ledger`).expect(200);
    expect(body.items[0].speaker).toEqual({ id: speaker, name: null });
  });
});
