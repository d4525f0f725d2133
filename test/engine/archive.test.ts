/** The journals of those who have ended are packed; whoever reads one cannot tell, and whoever changes one is found out. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { archiveJournals } from "../../src/engine/archive-journals.ts";
import type { Result } from "../../src/engine/commands.ts";
import { replayAll } from "../../src/engine/replay-all.ts";
import { replayInstance } from "../../src/engine/replay.ts";
import { instanceAt } from "../../src/engine/time-travel.ts";
import { newId } from "../../src/lib/ids.ts";
import { countArchivable } from "../../src/store/journal-archive.ts";
import { readJournal } from "../../src/store/journal.ts";
import { moveVirtualClock } from "../../src/store/clock.ts";
import type { MachineEvent } from "../../src/machine/port.ts";
import { officer, PROGRAMME } from "../support/actors.ts";
import { testDatabase } from "../support/database.ts";
import { DAY_MS, instanceOf, settle } from "../support/scenario.ts";
import type { OpenEngine } from "../support/server.ts";
import { tamper } from "../support/tamper.ts";
import { openEngine } from "../support/server.ts";

const database = testDatabase();
const sent = { actor: officer, origin: "caller" as const };
let open: OpenEngine;

beforeAll(async () => {
  await settle(database);
  open = openEngine(database);
});
afterAll(async () => await open.close());

const send = async (instanceId: string, event: MachineEvent, key?: string): Promise<Result> =>
  await open.engine.send({ ...sent, instanceId, event, ...(key === undefined ? {} : { key }) });

async function opened(events = 4): Promise<string> {
  const id = newId();
  const event = { type: "opened" };
  await open.engine.start({ ...sent, id, workflow: "counter", programmeId: PROGRAMME, event, input: {} });
  const added = Array.from({ length: events }, (_, by) => ({
    type: "added",
    by: by % 100,
    note: "Ünïcødé 🐘\n",
  }));
  // No more than may wait in a process.
  for (let from = 0; from < events; from += 1_000) {
    const some = added.slice(from, from + 1_000);
    await open.engine.sendMany(some.map((one) => ({ ...sent, instanceId: id, event: one })));
  }
  return id;
}

/** Opened, added to, and closed: two rows more than `events`. */
async function ended(events?: number): Promise<string> {
  const id = await opened(events);
  await send(id, { type: "closed" });
  return id;
}

async function pass(days: number): Promise<Date> {
  const now = new Date((await open.engine.now()).getTime() + days * DAY_MS);
  await moveVirtualClock(database.pool, now);
  return now;
}

/** Everything that has ended by now. */
async function archive(settings: { mayGoOn?: () => boolean } = {}) {
  return await archiveJournals(open.engine, { before: await pass(1), ...settings });
}

async function stored(id: string): Promise<{ live: number; archived: number; runs: number }> {
  const { rows } = await database.pool.query(
    `select (select count(*) from journal where instance_id = $1) as live,
       (select coalesce(sum(row_count), 0) from journal_archive where instance_id = $1) as archived,
       (select count(*) from journal_archive where instance_id = $1) as runs`,
    [id],
  );
  return rows[0];
}

const everyRow = async (id: string) => await readJournal(database.pool, id, { limit: 10_000 });

describe("the journal of an instance that has ended", () => {
  it("reads, replays and travels in time as before it was archived", async () => {
    const id = await ended();
    const before = await everyRow(id);
    const instance = await instanceOf(open.engine, id);
    const past = await instanceAt(open.engine, instance, { seq: 3 });

    expect(await archive()).toMatchObject({ isWhole: true });
    expect(await stored(id)).toEqual({ live: 0, archived: 6, runs: 1 });
    expect(await everyRow(id)).toEqual(before);
    expect(await readJournal(database.pool, id, { afterSeq: 2, limit: 3 })).toEqual(before.slice(2, 5));
    expect(await readJournal(database.pool, id, { afterSeq: 6 })).toEqual([]);
    expect(await replayInstance(open.engine, id)).toEqual({ revision: 6, problems: [] });
    expect(await instanceAt(open.engine, instance, { seq: 3 })).toEqual(past);
    expect(await instanceAt(open.engine, instance, { time: instance.createdAt })).toMatchObject({ seq: 6 });
    expect(await instanceOf(open.engine, id)).toEqual(instance);
  });

  it("is packed in several runs when it is long, and read across them", async () => {
    const id = await ended(2_600);
    const before = await everyRow(id);
    await archive();
    expect(await stored(id)).toEqual({ live: 0, archived: 2_602, runs: 6 });
    expect(await everyRow(id)).toEqual(before);
    expect(await readJournal(database.pool, id, { afterSeq: 499, limit: 1_000 })).toEqual(
      before.slice(499, 1_499),
    );
    expect(await replayInstance(open.engine, id)).toEqual({ revision: 2_602, problems: [] });
  });

  it("stays until the instance has been over for so long, and as long as it is not over", async () => {
    const live = await opened();
    const early = await ended();
    const between = await pass(10);
    const late = await ended();
    expect(await countArchivable(database.pool, between)).toEqual({ journals: 1, rows: 6 });
    expect(await archiveJournals(open.engine, { before: between })).toMatchObject({ journals: 1, rows: 6 });
    expect(await countArchivable(database.pool, between)).toEqual({ journals: 0, rows: 0 });
    expect(await stored(early)).toMatchObject({ live: 0, archived: 6 });
    expect(await stored(late)).toMatchObject({ live: 6, archived: 0 });
    expect(await stored(live)).toMatchObject({ live: 5, archived: 0 });
  });

  it("refuses what comes too late as before, and gives a repeated key its first answer", async () => {
    const id = await opened();
    const key = newId();
    const first = await send(id, { type: "closed" }, key);
    const refused = await send(id, { type: "added", by: 1 });
    await archive();
    expect(await send(id, { type: "added", by: 1 })).toMatchObject({
      kind: refused.kind,
      type: "added",
      listening: [],
    });
    expect(await send(id, { type: "closed" }, key)).toMatchObject({
      kind: "duplicate",
      standing: "standing" in first ? first.standing : undefined,
    });
    expect(await replayInstance(open.engine, id)).toEqual({ revision: 6, problems: [] });
  });

  it("goes on where its archive ends when the instance is put back into service, and is archived again", async () => {
    const id = await opened();
    const setStatus = (status: string) =>
      database.pool.query("update instance set status = $2 where id = $1", [id, status]);
    await setStatus("done");
    await archive();
    await setStatus("active");
    await send(id, { type: "added", by: 7 });
    expect(await stored(id)).toEqual({ live: 1, archived: 5, runs: 1 });
    expect((await everyRow(id)).map((row) => row.seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await replayInstance(open.engine, id)).toEqual({ revision: 6, problems: [] });

    await send(id, { type: "closed" });
    await archive();
    expect(await stored(id)).toEqual({ live: 0, archived: 7, runs: 2 });
    expect(await replayInstance(open.engine, id)).toEqual({ revision: 7, problems: [] });
  });
});

describe("archiving", () => {
  it("that is broken off is taken up where it was, and nothing is missing in between", async () => {
    await archive();
    const long = await ended(2_100);
    await pass(1);
    const ids = [long, await ended()];
    const before = await Promise.all(ids.map(everyRow));
    let batches = 0;
    expect(await archive({ mayGoOn: () => (batches += 1) <= 1 })).toMatchObject({ isWhole: false });
    expect(await stored(long)).toEqual({ live: 102, archived: 2_000, runs: 4 });
    expect(await Promise.all(ids.map(everyRow))).toEqual(before);
    expect(await archive()).toMatchObject({ journals: 2, rows: 108, isWhole: true });
    expect(await Promise.all(ids.map(everyRow))).toEqual(before);
  });

  it("takes no more at once than fits in memory, however large the events", async () => {
    await archive();
    const ids = [await opened(0), await opened(0), await opened(0)];
    for (const id of ids) {
      // Random, so that they are stored as large as they are.
      for (let n = 0; n < 4; n += 1) {
        await send(id, { type: "added", by: n, note: randomBytes(600_000).toString("base64") });
      }
      await send(id, { type: "closed" });
    }
    const before = await Promise.all(ids.map(everyRow));
    let batches = 0;
    expect(await archive({ mayGoOn: () => (batches += 1) <= 1 })).toMatchObject({
      journals: 2,
      isWhole: false,
    });
    expect(await Promise.all(ids.map(everyRow))).toEqual(before);
    expect(await archive()).toMatchObject({ journals: 1, isWhole: true });
    expect(await Promise.all(ids.map(everyRow))).toEqual(before);
    for (const id of ids) expect(await stored(id)).toMatchObject({ live: 0, archived: 6 });
  });

  it("by several processes at once packs every row once", async () => {
    await archive();
    const ids = await Promise.all(Array.from({ length: 120 }, () => ended(2)));
    const before = await pass(1);
    const other = openEngine(database);
    const done = await Promise.all(
      [open.engine, other.engine, open.engine].map((engine) => archiveJournals(engine, { before })),
    );
    await other.close();
    expect(done.reduce((sum, { rows }) => sum + rows, 0)).toBe(480);
    for (const id of ids) expect(await stored(id)).toEqual({ live: 0, archived: 4, runs: 1 });
  });

  it("neither hides nor heals a row that was changed before", async () => {
    const id = await ended();
    await tamper(
      database.pool,
      `update journal set event = jsonb_set(event, '{by}', '9') where instance_id = $1 and seq = 4`,
      [id],
    );
    const { problems } = await replayInstance(open.engine, id);
    await archive();
    expect(await stored(id)).toMatchObject({ live: 0 });
    expect(problems[0]).toMatchObject({ seq: 4 });
    expect((await replayInstance(open.engine, id)).problems).toEqual(problems);
  });
});

describe("an archive gives away who has changed", () => {
  it.each([
    ["its first byte", `packed_bytes = set_byte(packed_bytes, 0, get_byte(packed_bytes, 0) # 1)`, 1],
    [
      "a byte in its midst",
      `packed_bytes = set_byte(packed_bytes, length(packed_bytes) / 2, get_byte(packed_bytes, length(packed_bytes) / 2) # 64)`,
      1,
    ],
    [
      "its last byte",
      `packed_bytes = set_byte(packed_bytes, length(packed_bytes) - 1, get_byte(packed_bytes, length(packed_bytes) - 1) # 1)`,
      1,
    ],
    ["its length", `packed_bytes = packed_bytes || '\\x00'`, 1],
    ["its digest", `packed_sha256 = reverse(packed_sha256)`, 1],
    ["its codec", `codec = 'gzip-json-0'`, 1],
    ["its last hash", `last_hash = reverse(last_hash)`, 1],
    ["how many rows it holds", `row_count = row_count - 1`, 1],
    ["where it begins", `first_seq = first_seq + 1`, 2],
    ["where it ends", `last_seq = last_seq - 1`, 1],
    [
      "bytes and digest alike",
      `packed_bytes = '\\x00', packed_sha256 = encode(sha256('\\x00'::bytea), 'hex')`,
      1,
    ],
    [
      "it for another's",
      `(packed_bytes, packed_sha256, last_hash) = (
         select packed_bytes, packed_sha256, last_hash from journal_archive o
         where o.instance_id <> a.instance_id and o.row_count = a.row_count and o.first_seq = 1 limit 1)`,
      1,
    ],
  ])("%s", async (_, change, seq) => {
    await ended();
    const id = await ended();
    await archive();
    const changed = `update journal_archive a set ${change} where instance_id = $1`;
    expect(await tamper(database.pool, changed, [id])).toBe(1);
    const { problems } = await replayInstance(open.engine, id);
    expect(problems[0]).toMatchObject({ seq, problem: expect.stringContaining("the archive of rows") });
    await expect(everyRow(id)).rejects.toMatchObject({ code: "journal-damaged" });
  });

  it("one run of several, and the rows before and after it are still proved", async () => {
    const id = await ended(1_300);
    await archive();
    await tamper(
      database.pool,
      "update journal_archive set packed_bytes = packed_bytes || '\\x00' where instance_id = $1 and first_seq = 501",
      [id],
    );
    const { revision, problems } = await replayInstance(open.engine, id);
    expect(revision).toBe(1_302);
    expect(problems).toEqual([
      { seq: 501, problem: "the archive of rows 501 to 1000 is not what was packed" },
    ]);
  });

  it("among all that are replayed", async () => {
    const before = new Map<string, unknown>();
    await replayAll(open.engine, (id, problems) => before.set(id, problems));
    const [id] = [await ended(), await ended()];
    await archive();
    await tamper(database.pool, "update journal_archive set codec = 'none' where instance_id = $1", [id]);
    const broken = new Map<string, unknown>();
    await replayAll(open.engine, (one, problems) => broken.set(one, problems));
    before.set(id, [{ seq: 1, problem: expect.stringContaining("which is not known here") }]);
    expect(broken).toEqual(before);
  });

  it("that a run is gone", async () => {
    const id = await ended(1_300);
    await archive();
    await tamper(database.pool, "delete from journal_archive where instance_id = $1 and first_seq = 501", [
      id,
    ]);
    const { problems } = await replayInstance(open.engine, id);
    expect(problems[0]).toEqual({ seq: 1_001, problem: "row 501 is missing" });
  });
});
