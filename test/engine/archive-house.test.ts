/** Over the API nobody can tell that a journal is archived, and what it refers to is kept. */
import { describe, expect, it } from "vitest";
import { createHousekeeping } from "../../src/engine/housekeeping.ts";
import { replayAll } from "../../src/engine/replay-all.ts";
import { replayInstance } from "../../src/engine/replay.ts";
import { newId } from "../../src/lib/ids.ts";
import { lookForChanges } from "../../src/store/journal-changes.ts";
import { testHouse } from "../support/house.ts";
import { quiet } from "../support/server.ts";
import { tamper } from "../support/tamper.ts";

const test = testHouse();
const housekeeping = (archiveAfterDays: number | undefined) =>
  createHousekeeping(test.house.engine, quiet, { archiveAfterDays });

/** An engagement that was called out of scope in somebody's words, and has ended. */
async function ended(email: string): Promise<string> {
  const officer = await test.as("officer");
  const id = await test.receive(email);
  const send = (type: string, data = {}) =>
    officer.post(`/api/v1/engagements/${id}/events`, { type, data }).expect(200);
  await send("triage.claimed");
  await send("inquiry.out_of_scope", { reason: "out_of_scope", wording: "Not our subject." });
  await test.quiet();
  // An engagement ends when it is erased, and its words then with it: here it ends with its words, as other charts do.
  await test.database.pool.query("update instance set status = 'done' where id = $1", [id]);
  await test.database.pool.query("delete from effect where instance_id = $1", [id]);
  return id;
}

async function pass(days: number): Promise<void> {
  await test.advance(new Date((await test.house.engine.now()).getTime() + days * 86_400_000));
}

describe("an archived engagement", () => {
  it("shows its journal, its words and its past as before", async () => {
    const officer = await test.as("officer");
    const id = await ended("ines@archive.example");
    const looks = async () =>
      await Promise.all(
        ["/journal", "/journal?limit=1", "/journal?cursor=1&limit=1", "?at=1", "?at=2"].map(
          async (path) => (await officer.get(`/api/v1/engagements/${id}${path}`).expect(200)).body,
        ),
      );
    const before = await looks();
    expect(JSON.stringify(before)).toContain("Not our subject.");

    await pass(30);
    // Longer than the sweep of words that no event took waits, which has not looked at these yet.
    expect(await housekeeping(29).archive()).toMatchObject({ journals: 1, rows: before[0].items.length });
    await housekeeping(29).sweep();
    const { rows } = await test.database.pool.query("select seq from journal where instance_id = $1", [id]);
    expect(rows).toEqual([]);
    expect(await looks()).toEqual(before);
    expect(await replayAll(test.house.engine, () => {})).toMatchObject({ broken: 0 });
  });

  it("that is damaged answers a problem that names it, and other journals are not concerned", async () => {
    const officer = await test.as("officer");
    const [id, other] = [await ended("odile@archive.example"), await ended("paul@archive.example")];
    await pass(30);
    await housekeeping(29).archive();
    await tamper(
      test.database.pool,
      "update journal_archive set packed_bytes = packed_bytes || '\\x00' where instance_id = $1",
      [id],
    );
    const { body } = await officer.get(`/api/v1/engagements/${id}/journal`).expect(500);
    expect(body).toMatchObject({ code: "journal-damaged", detail: expect.stringContaining(id) });
    await officer.get(`/api/v1/engagements/${id}?at=1`).expect(500);
    await officer.get(`/api/v1/engagements/${id}`).expect(200);
    await officer.get(`/api/v1/engagements/${other}/journal`).expect(200);
  });

  it("is none before the days that are set have passed, or when they are never to", async () => {
    await ended("rosa@archive.example");
    await pass(89);
    expect(await housekeeping(90).archive()).toMatchObject({ rows: 0, isWhole: true });
    expect(await housekeeping(undefined).archive()).toBeUndefined();
    await pass(2);
    expect(await housekeeping(90).archive()).toMatchObject({ journals: 1 });
  });
});

describe("an engagement at rest", () => {
  const sent = async (id: string, type: string, data = {}) =>
    (await test.as("officer")).post(`/api/v1/engagements/${id}/events`, { type, data }).expect(200);
  const live = async (id: string) =>
    (await test.database.pool.query("select seq from journal where instance_id = $1 order by seq", [id]))
      .rows;

  it("is archived but for the event that brought it there, comes back as if it were not, and is archived again", async () => {
    const id = await test.receive("rest@archive.example");
    await sent(id, "triage.claimed");
    await sent(id, "inquiry.answered", { reply: "sent", wantsToTakePart: false });
    await pass(91);
    expect(await housekeeping(90).archive()).toMatchObject({ journals: 1, rows: 2 });
    expect(await live(id)).toEqual([{ seq: 3 }]);
    expect(await housekeeping(90).archive()).toMatchObject({ journals: 0, rows: 0 });

    const back = await sent(id, "reply.received", { recordId: newId() });
    expect(back.body).toMatchObject({ state: "triage", revision: 4 });
    const { changes } = await lookForChanges(test.database.pool, { after: 0, missing: [], limit: 1_000 });
    expect(changes.find(({ instanceId, seq }) => instanceId === id && seq === 4)?.before).toEqual({
      stage: "off_board",
      state: "answered",
    });
    await pass(91);
    expect(await housekeeping(90).archive()).toMatchObject({ journals: 0 });

    const officer = await test.as("officer");
    await sent(id, "inquiry.answered", { reply: "sent", wantsToTakePart: false });
    await pass(91);
    expect(await housekeeping(90).archive()).toMatchObject({ journals: 1 });
    const { body } = await officer.get(`/api/v1/engagements/${id}/journal?limit=100`).expect(200);
    const seqs = body.items.map(({ seq }: { seq: number }) => seq);
    expect(seqs.toSorted((a: number, b: number) => a - b)).toEqual(
      seqs.map((_: number, at: number) => at + 1),
    );
    expect(await live(id)).toEqual([{ seq: seqs.length }]);
    expect((await replayInstance(test.house.engine, id)).problems).toEqual([]);
  });
});
