/** A migration meets rows of the version before it, not only an empty database. */
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { newId } from "../../src/lib/ids.ts";
import { agendaItemsOf } from "../../src/store/recusals.ts";
import type { Db } from "../../src/store/database.ts";
import { openDatabase } from "../../src/store/database.ts";
import { migrate } from "../../src/store/migrate.ts";
import { migrations } from "../../src/store/migrations/index.ts";

const name = `convoke_before_${newId().replaceAll("-", "")}`;
const [programmeId, groupId, otherGroupId, paper] = [newId(), newId(), newId(), newId()];
let db: Db;

async function maintain(statement: string): Promise<void> {
  const client = new pg.Client(inject("postgres"));
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The schema as it was before the migration of this name. */
async function migrateUntil(before: string): Promise<void> {
  await db.query(
    "create table if not exists migration (name text primary key, applied_at timestamptz not null)",
  );
  for (const one of migrations) {
    if (one.name === before) return;
    await db.query(one.sql);
    await db.query("insert into migration (name, applied_at) values ($1, clock_timestamp())", [one.name]);
  }
  throw new Error(`No migration is called ${before}`);
}

async function stored(workflow: string, card: object, context: object, id = newId()): Promise<string> {
  await db.query(
    `insert into instance (id, workflow, version, definition_hash, programme_id, revision, status, state, card, snapshot,
       chain, created_at, updated_at)
     values ($1, $2, 1, 'hash', $3, 1, 'active', 'x', $4, $5, '', '2013-01-01T00:00:00Z', '2013-01-01T00:00:00Z')`,
    [id, workflow, programmeId, JSON.stringify(card), JSON.stringify({ context })],
  );
  return id;
}

const bodiesOf = async (id: string): Promise<unknown> =>
  (await db.query("select bodies, card->>'seat' as seat from instance where id = $1", [id])).rows[0];

beforeAll(async () => {
  await maintain(`create database ${name}`);
  db = openDatabase({ connection: { ...inject("postgres"), database: name } });
}, 60_000);
afterAll(async () => {
  await db.end();
  await maintain(`drop database ${name} with (force)`);
});

describe("a database with charts that stood before bodies were known", () => {
  it("learns which bodies each belongs to, and which papers are on which agendas", async () => {
    await migrateUntil("0014-bodies");
    await stored("working_group", { name: "Shipping" }, {}, groupId);
    const nothing = { offer: null, waitingFor: null, contributesTo: null, memberships: [], vetters: [] };
    const held = await stored(
      "engagement",
      { tier: 1 },
      { ...nothing, memberships: [{ groupId }, { groupId: otherGroupId }] },
    );
    const offered = await stored("engagement", {}, { ...nothing, offer: { groupId, number: 1 } });
    const waiting = await stored("engagement", {}, { ...nothing, waitingFor: groupId, vetters: ["v"] });
    const alone = await stored("engagement", {}, nothing);
    const agenda = [{ item: 4, decision: true, papers: [paper, paper], counted: null, recused: ["expert"] }];
    const meeting = await stored("meeting", { groupId }, { agenda });
    const plenary = await stored("meeting", { groupId: null }, {});

    await migrate(db);

    expect(await bodiesOf(groupId)).toEqual({ bodies: [groupId], seat: null });
    expect(await bodiesOf(held)).toEqual({
      bodies: [groupId, otherGroupId].toSorted(),
      seat: "held",
    });
    expect(await bodiesOf(offered)).toEqual({ bodies: [groupId], seat: "offered" });
    expect(await bodiesOf(waiting)).toEqual({ bodies: [groupId], seat: "waiting" });
    expect(await bodiesOf(alone)).toEqual({ bodies: [], seat: null });
    expect(await bodiesOf(meeting)).toEqual({ bodies: [groupId], seat: null });
    expect(await bodiesOf(plenary)).toEqual({ bodies: [], seat: null });
    const onAgenda = await agendaItemsOf(db, programmeId, [paper]);
    expect(onAgenda.get(paper)).toEqual([{ meetingId: meeting, item: 4, recused: ["expert"] }]);

    const counted = await db.query("select state, n, is_sum from engagement_count");
    expect(counted.rows).toEqual([{ state: "x", n: 4, is_sum: true }]);

    // From then on the table follows the charts.
    await db.query('update instance set snapshot = \'{"context":{"agenda":[]}}\' where id = $1', [meeting]);
    expect((await agendaItemsOf(db, programmeId, [paper])).size).toBe(0);
    await stored("meeting", { groupId }, { agenda });
    expect((await agendaItemsOf(db, programmeId, [paper])).get(paper)).toHaveLength(1);
    expect((await agendaItemsOf(db, newId(), [paper])).size).toBe(0);
  }, 60_000);
});
