/** What was written to be kept: whoever changes one byte of it is found out, however deep they reach (S-060). */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { followJournal } from "../../src/audit/follow-journal.ts";
import type { Finding } from "../../src/audit/verify-chain.ts";
import { verifyAudit } from "../../src/audit/verify.ts";
import { createTrail } from "../../src/audit/trail.ts";
import { identifyParty } from "../../src/directory/people.ts";
import { writeStatement } from "../../src/documents/ledger.ts";
import { archiveJournals } from "../../src/engine/archive-journals.ts";
import { chainHash } from "../../src/engine/folding.ts";
import { newId } from "../../src/lib/ids.ts";
import { createMaster, generateMasterKey } from "../../src/seal/master.ts";
import { auditHash, HOUSE, readAuditChain } from "../../src/store/audit.ts";
import { readJournal } from "../../src/store/journal.ts";
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

const deps = () => ({ db: open.engine.db, vault, engine: open.engine, now: () => open.engine.now() });

beforeAll(async () => {
  await settle(database);
  open = openEngine(database);
});
afterAll(async () => await open.close());

async function counted(events = 3): Promise<string> {
  const id = newId();
  const sent = { actor: officer, origin: "caller" as const };
  const opened = { id, workflow: "counter", programmeId: PROGRAMME, event: { type: "opened" } };
  await open.engine.start({ ...sent, ...opened });
  for (let by = 1; by <= events; by += 1)
    await open.engine.send({ ...sent, instanceId: id, event: { type: "added", by } });
  return id;
}

/** Until the trail names the last row of this journal. */
async function followed(id: string): Promise<void> {
  await eventually(async () => {
    await followJournal(deps());
    const { rows } = await database.pool.query(
      "select 1 from audit where act = 'decided' and subject_id = $1 and detail->'journal'->>'seq' = (select max(seq)::text from journal where instance_id = $1::uuid)",
      [id],
    );
    if (rows.length === 0) throw new Error("not followed yet");
  });
}

async function look(subjectId: string): Promise<void> {
  await createTrail(deps()).record([
    {
      programmeId: PROGRAMME,
      actorId: officer.id,
      onBehalfOf: null,
      act: "saw",
      subjectKind: "engagement",
      subjectId,
      detail: { operation: "getEngagement" },
    },
  ]);
}

async function findings(programmeId?: string): Promise<Finding[]> {
  const found: Finding[] = [];
  await verifyAudit(deps(), programmeId, (finding) => found.push(finding));
  return found;
}

/** What verification finds while the database is changed in this way; it is put right again. */
async function foundAfter(change: string, undo: string, values: readonly unknown[]): Promise<Finding[]> {
  expect(await tamper(database.pool, change, values)).toBe(1);
  const found = await findings();
  expect(await tamper(database.pool, undo, values)).toBe(1);
  expect(await findings()).toEqual([]);
  return found;
}

describe("the trail of audit", () => {
  it("holds while nobody changes anything, and names each decision with its row in the journal", async () => {
    const id = await counted();
    await followed(id);
    await look(id);
    expect(await findings()).toEqual([]);
    const rows = await readAuditChain(database.pool, PROGRAMME, { afterSeq: 0, limit: 1_000 });
    const journal = await readJournal(database.pool, id);
    expect(rows.filter(({ act, subjectId }) => act === "decided" && subjectId === id)).toMatchObject(
      journal.map(({ seq, hash, event }) => ({
        actorId: officer.id,
        detail: { event: event["type"], journal: { seq, chain: hash } },
      })),
    );
    const [anchor] = rows.filter(({ act }) => act === "anchored");
    expect(anchor?.detail["heads"]).toContainEqual({ instance: id, seq: 4, chain: journal[3]?.hash });
  });

  it("is one chain however many write at once", async () => {
    const trails = [createTrail(deps()), createTrail(deps()), createTrail(deps())];
    const act = {
      programmeId: HOUSE,
      actorId: "a",
      onBehalfOf: null,
      act: "saw",
      subjectKind: "audit",
    } as const;
    await Promise.all(
      Array.from(
        { length: 300 },
        async (_, index) => await trails[index % 3]?.record([{ ...act, subjectId: null, detail: { index } }]),
      ),
    );
    const rows = await readAuditChain(database.pool, HOUSE, { afterSeq: 0, limit: 1_000 });
    expect(new Set(rows.map(({ detail }) => detail["index"])).size).toBe(300);
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
    expect(await findings()).toEqual([]);
  });

  it("cannot be changed, emptied or shortened by a statement", async () => {
    const id = await counted();
    await look(id);
    for (const sql of [
      "update audit set act = 'saw'",
      "delete from audit",
      "truncate audit",
      "update journal set state = 'x'",
      "truncate journal",
      `delete from journal where instance_id = '${id}' and seq = 2`,
      "delete from journal_archive",
      "update ledger_statement set item = null",
      "delete from ledger_statement",
    ])
      await expect(database.pool.query(sql), sql).rejects.toMatchObject({ code: "23001" });
  });
});

describe("a change of one byte is found", () => {
  it("in a row of the trail", async () => {
    const id = await counted();
    await look(id);
    const where =
      "where seq = (select max(seq) from audit where act = 'saw' and subject_id = $1) and subject_id = $1";
    const found = await foundAfter(
      `update audit set actor_id = replace(actor_id, '0a', '0b') ${where}`,
      `update audit set actor_id = replace(actor_id, '0b', '0a') ${where}`,
      [id],
    );
    expect(found).toEqual([
      { where: expect.stringContaining(`audit ${PROGRAMME} row`), problem: "the row is not what was hashed" },
    ]);
  });

  it("in a row of a journal", async () => {
    const id = await counted();
    const found = await foundAfter(
      `update journal set event = jsonb_set(event, '{by}', '9') where instance_id = $1 and seq = 3`,
      `update journal set event = jsonb_set(event, '{by}', '2') where instance_id = $1 and seq = 3`,
      [id],
    );
    expect(found[0]).toEqual({ where: `journal ${id} row 3`, problem: "the row is not what was hashed" });
  });

  it("in an archived journal", async () => {
    const id = await counted();
    await open.engine.send({ actor: officer, origin: "caller", instanceId: id, event: { type: "closed" } });
    await followed(id);
    await database.pool.query(
      "update instance set updated_at = updated_at - interval '1 day' where id = $1",
      [id],
    );
    await archiveJournals(open.engine, { before: await open.engine.now() });
    const at = "packed_bytes = set_byte(packed_bytes, 30, get_byte(packed_bytes, 30) # 1)";
    const change = `update journal_archive set ${at} where instance_id = $1`;
    const found = await foundAfter(change, change, [id]);
    expect(found).toContainEqual({
      where: `journal ${id} row 1`,
      problem: expect.stringContaining("is not what was packed"),
    });
  });

  it("in a statement of a ledger", async () => {
    const meetingId = newId();
    const { id: speaker } = await identifyParty(deps(), { ...SOMEBODY, programmeId: PROGRAMME });
    for (const text of ["We agree.", "We do not."])
      await writeStatement(deps(), {
        meeting: { id: meetingId, programmeId: PROGRAMME },
        by: officer.id,
        statement: { item: "4", speaker, text },
      });
    const change =
      "update ledger_statement set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) where meeting_id = $1 and seq = 2";
    expect(await foundAfter(change, change, [meetingId])).toEqual([
      { where: `ledger ${meetingId} row 2`, problem: "the statement is not what was hashed" },
    ]);
  });
});

const SOMEBODY = { name: "Rosa Quist", organisation: null, email: "rosa@quist.example" };

describe("who is master of the database is found out too", () => {
  it("when a journal is rewritten whole, its chain made to fit", async () => {
    const id = await counted();
    await followed(id);
    const rows = await readJournal(database.pool, id);
    let chain = "";
    for (const row of rows) {
      const { hash: _, ...unhashed } = row;
      const forged = { ...unhashed, key: "forged" };
      chain = chainHash(chain, forged);
      await tamper(
        database.pool,
        "update journal set key = 'forged', hash = $3 where instance_id = $1 and seq = $2",
        [id, row.seq, chain],
      );
    }
    await tamper(database.pool, "update instance set chain = $2 where id = $1", [id, chain]);
    expect(await findings()).toContainEqual({
      where: `journal ${id} row 1`,
      problem: expect.stringContaining("the journal was rewritten"),
    });
    for (const { seq, hash } of rows)
      await tamper(
        database.pool,
        "update journal set key = null, hash = $3 where instance_id = $1 and seq = $2",
        [id, seq, hash],
      );
    await tamper(database.pool, "update instance set chain = $2 where id = $1", [id, rows.at(-1)?.hash]);
    expect(await findings()).toEqual([]);
  });

  it("when the trail itself is rewritten whole, because its proofs take the master key", async () => {
    const id = await counted();
    await followed(id);
    const rows = await readAuditChain(database.pool, PROGRAMME, { afterSeq: 0, limit: 10_000 });
    let hash = "";
    for (const row of rows) {
      const { hash: _, proof: __, ...unhashed } = row;
      hash = auditHash(hash, { ...unhashed, actorId: "somebody-else" });
      await tamper(
        database.pool,
        "update audit set actor_id = 'somebody-else', hash = $3 where programme_id = $1 and seq = $2",
        [PROGRAMME, row.seq, hash],
      );
    }
    await tamper(database.pool, "update audit_chain set hash = $2 where programme_id = $1", [
      PROGRAMME,
      hash,
    ]);
    expect((await findings(PROGRAMME))[0]?.problem).toContain(
      "was not made with the key of this installation",
    );
  });
});
