/** What becomes of the journal's rows in the trail. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { followJournal } from "../../src/audit/follow-journal.ts";
import { newId } from "../../src/lib/ids.ts";
import { createMaster, generateMasterKey } from "../../src/seal/master.ts";
import type { AuditRow } from "../../src/store/audit.ts";
import { readAuditChain } from "../../src/store/audit.ts";
import { createVault } from "../../src/store/vault.ts";
import { officer, PROGRAMME } from "../support/actors.ts";
import { testDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { settle } from "../support/scenario.ts";
import type { OpenEngine } from "../support/server.ts";
import { openEngine } from "../support/server.ts";
import { tamper } from "../support/tamper.ts";

const database = testDatabase();
const vault = createVault(createMaster(generateMasterKey()));
let open: OpenEngine;

beforeAll(async () => {
  await settle(database);
  open = openEngine(database);
});
afterAll(async () => await open.close());

/** A journal of three rows, the last of which is Convoke's own. */
async function journaled(): Promise<string> {
  const id = newId();
  const opened = { id, workflow: "counter", programmeId: PROGRAMME, event: { type: "opened" } };
  await open.engine.start({ ...opened, actor: officer, origin: "caller" });
  const add = { instanceId: id, event: { type: "added", by: 1 } };
  for (let sent = 0; sent < 2; sent += 1)
    expect(await open.engine.send({ ...add, actor: officer, origin: "caller" })).toMatchObject({
      kind: "applied",
    });
  const asSystem = `update journal set actor = jsonb_set(actor, '{id}', '"system"') where instance_id = $1 and seq = 3`;
  await tamper(database.pool, asSystem, [id]);
  return id;
}

const trail = (): Promise<AuditRow[]> =>
  readAuditChain(database.pool, PROGRAMME, { afterSeq: 0, limit: 10_000 });

/** Follow until as many rows were taken up, by several processes at once. */
async function follow(rows: number): Promise<void> {
  const deps = { db: open.engine.db, vault, now: () => open.engine.now() };
  let taken = 0;
  await eventually(async () => {
    const counts = await Promise.all([followJournal(deps), followJournal(deps), followJournal(deps)]);
    for (const count of counts) taken += count;
    if (taken < rows) throw new Error(`${taken} of ${rows} rows`);
  });
  expect(taken).toBe(rows);
}

it("people's events become decisions, each once, and every journal is anchored where it stands", async () => {
  const ids = await Promise.all(Array.from({ length: 40 }, journaled));
  await follow(120);
  const rows = await trail();
  const decided = rows.filter(({ act }) => act === "decided");
  expect(decided).toHaveLength(80);
  expect(new Set(decided.map(({ actorId }) => actorId))).toEqual(new Set([officer.id]));
  const heads = rows.flatMap(({ act, detail }) => (act === "anchored" ? (detail["heads"] as object[]) : []));
  for (const instance of ids) expect(heads).toContainEqual(expect.objectContaining({ instance, seq: 3 }));
  await follow(0);
  expect(await trail()).toHaveLength(rows.length);
});

it.each([
  ["a waiver", { waiver: { guard: "fourEyes", reason: "Ines is ill" } }, ["fourEyes"]],
  [
    "several",
    {
      waivers: [
        { guard: "fourEyes", reason: "Ines is ill" },
        { guard: "balance", reason: "agreed" },
      ],
    },
    ["fourEyes", "balance"],
  ],
])(
  "an event with %s is kept as waived, by the guards' names and without the reason",
  async (_, data, waived) => {
    const id = await journaled();
    await tamper(database.pool, "update journal set event = event || $2 where instance_id = $1 and seq = 2", [
      id,
      JSON.stringify(data),
    ]);
    await follow(3);
    const [row] = (await trail()).filter(({ act, subjectId }) => act === "waived" && subjectId === id);
    expect(row?.detail).toEqual({ event: "added", waived, journal: { seq: 2, chain: expect.any(String) } });
    expect(JSON.stringify(await trail())).not.toContain("Ines");
  },
);
