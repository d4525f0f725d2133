/** What one batch of events reads and writes, each in one statement. */
import type { Json } from "../../workflows/workflow.ts";
import type { Queryable, Tx } from "./database.ts";
import type { Effect, EffectKey } from "./effects.ts";
import type { NewEffect } from "./effect-writes.ts";
import {
  cancelEffects,
  deleteEffects,
  insertEffects,
  newEffectText,
  updateEffects,
} from "./effect-writes.ts";
import type { IdempotencyRow } from "./idempotency.ts";
import { insertKeys, keyRowText, selectKeys } from "./idempotency.ts";
import type { Incident } from "./incidents.ts";
import { insertIncidents } from "./incidents.ts";
import type { Instance } from "./instances.ts";
import { insertInstances, instanceText, updateInstances } from "./instances.ts";
import type { NewJournalRow } from "./journal.ts";
import { insertJournal, journalRowText } from "./journal.ts";
import { deleteCancelledLeases, deleteLeases } from "./leases.ts";
import { selectNow } from "./clock.ts";
import type { CalendarRow } from "./programmes.ts";

export interface BatchQuestion {
  readonly keys: readonly { readonly scope: string; readonly key: string }[];
  readonly programmeIds: readonly string[];
  /** The calendars of their programmes are wanted too. */
  readonly instanceIds: readonly string[];
  readonly isVirtual: boolean;
}

export interface BatchAnswer {
  readonly now: Date;
  readonly keys: readonly Omit<IdempotencyRow, "expiresAt">[];
  readonly calendars: readonly CalendarRow[];
}

/** Asked after the locks are held, in a statement of its own, so that it sees what the holders before us committed. */
export async function askForBatch(tx: Tx, question: BatchQuestion): Promise<BatchAnswer> {
  const { rows } = await tx.query<{
    now: number;
    keys: BatchAnswer["keys"];
    calendars: readonly CalendarRow[];
  }>({
    name: question.isVirtual ? "ask-for-batch-virtual" : "ask-for-batch",
    text: `
      select
        (${selectNow(question.isVirtual)}) as now,
        (${selectKeys("$1", "$2")}) as keys,
        (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'zone', p.zone, 'week', p.week,
           'holidays', p.holidays)), '[]') from programme p
         where p.id = any($3::uuid[])
           or p.id = any(array(select i.programme_id from instance i where i.id = any($4::uuid[])))) as calendars`,
    values: [
      question.keys.map((k) => k.scope),
      question.keys.map((k) => k.key),
      question.programmeIds,
      question.instanceIds,
    ],
  });
  const row = rows[0];
  if (row === undefined) throw new Error("The database answered nothing to a select without from");
  return { ...row, now: new Date(Number(row.now)) };
}

export interface BusinessKey {
  readonly programmeId: string;
  readonly workflow: string;
  readonly businessKey: string;
}

/** The live instances that hold these business keys, by `programme/workflow/key`. */
export async function holdersOf(db: Queryable, wanted: readonly BusinessKey[]): Promise<Map<string, string>> {
  if (wanted.length === 0) return new Map();
  const { rows } = await db.query<{ holds: string; id: string }>(
    `select i.programme_id || '/' || i.workflow || '/' || i.business_key as holds, i.id
     from instance i
     join unnest($1::uuid[], $2::text[], $3::text[]) as q(programme_id, workflow, business_key)
       using (programme_id, workflow, business_key)
     where i.status <> 'done'`,
    [wanted.map((w) => w.programmeId), wanted.map((w) => w.workflow), wanted.map((w) => w.businessKey)],
  );
  return new Map(rows.map((row) => [row.holds, row.id]));
}

export interface EffectChange extends EffectKey {
  readonly state: Effect["state"];
  readonly dueAt: Date | null;
  readonly retryAt: Date | null;
  readonly remainingMs: number | null;
  readonly countedFrom: Date | null;
  readonly attempts: number;
  readonly outcome: Json;
  readonly lastError: string | null;
}

/** Everything a batch changes. Rows are in key order: two batches that insert in opposite orders would deadlock. */
export interface BatchWrite {
  readonly created: readonly Instance[];
  readonly updated: readonly Instance[];
  readonly journal: readonly NewJournalRow[];
  readonly asked: readonly NewEffect[];
  readonly finished: readonly EffectKey[];
  readonly cancelled: readonly {
    readonly instanceId: string;
    readonly beforeSeq: number;
    readonly name: string;
  }[];
  readonly changed: readonly EffectChange[];
  readonly keys: readonly IdempotencyRow[];
  readonly incidents: readonly Incident[];
}

/** The parts of the one statement: the rows each writes, in an order that all batches share, and as JSON. */
const PARTS: readonly Part[] = [
  part(
    "created",
    (write) => write.created,
    (row) => row.id,
    instanceText,
    [insertInstances],
  ),
  part(
    "updated",
    (write) => write.updated,
    (row) => row.id,
    instanceText,
    [updateInstances],
  ),
  part("journal", (write) => write.journal, seqOrder, journalRowText, [insertJournal]),
  part("finished", (write) => write.finished, effectOrder, JSON.stringify, [deleteEffects, deleteLeases]),
  part(
    "cancelled",
    (write) => write.cancelled,
    (row) => row.instanceId,
    JSON.stringify,
    [cancelEffects, deleteCancelledLeases],
  ),
  part("changed", (write) => write.changed, effectOrder, JSON.stringify, [updateEffects]),
  part("asked", (write) => write.asked, effectOrder, newEffectText, [insertEffects]),
  part(
    "keys",
    (write) => write.keys,
    (row) => `${row.scope} ${row.key}`,
    keyRowText,
    [insertKeys],
  ),
  part(
    "incidents",
    (write) => write.incidents,
    (row) => row.id,
    JSON.stringify,
    [insertIncidents],
  ),
];

interface Part {
  readonly name: string;
  /** The rows as a JSON array; undefined when there are none. */
  readonly json: (write: BatchWrite) => string | undefined;
  readonly sql: readonly ((parameter: string) => string)[];
}

function part<Row extends object>(
  name: string,
  rowsOf: (write: BatchWrite) => readonly Row[],
  order: (row: Row) => string,
  text: (row: Row) => string,
  sql: Part["sql"],
): Part {
  return { name, sql, json: (write) => inOrder(rowsOf(write), order, text) };
}

/**
 * Snapshot, journal, effects and keys change together or not at all: one statement, of the parts that have something to
 * write, since each costs its start. Returns the transaction's id as row marks have it.
 */
export async function writeBatch(tx: Tx, write: BatchWrite): Promise<string> {
  const filled = PARTS.flatMap((one) => {
    const json = one.json(write);
    return json === undefined ? [] : [{ ...one, json }];
  });
  const { rows } = await tx.query<{ xid: string }>({
    name: `write ${filled.map((one) => one.name).join(" ")}`,
    text: statementOf(filled),
    values: filled.map((one) => one.json),
  });
  return rows[0]?.xid ?? "";
}

function statementOf(filled: readonly Pick<Part, "name" | "sql">[]): string {
  const ctes = filled.flatMap(({ name, sql }, index) =>
    sql.map((text, nth) => `${name}_${nth} as (${text(`$${index + 1}`)})`),
  );
  return `with ${ctes.join(",\n")}\nselect pg_current_xact_id()::xid::text as xid`;
}

function seqOrder(row: { readonly instanceId: string; readonly seq: number }): string {
  return `${row.instanceId}/${String(row.seq).padStart(16, "0")}`;
}

function effectOrder(row: EffectKey): string {
  return `${seqOrder(row)}/${row.name}`;
}

function inOrder<Row extends object>(
  rows: readonly Row[],
  key: (row: Row) => string,
  text: (row: Row) => string,
): string | undefined {
  const [only] = rows;
  if (only === undefined) return undefined;
  if (rows.length === 1) return `[${text(only)}]`;
  const keyed = rows.map((row) => ({ row, key: key(row) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return `[${keyed.map(({ row }) => text(row)).join(",")}]`;
}
