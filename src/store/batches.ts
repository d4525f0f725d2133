/** What one batch of events reads and writes, each in one statement. */
import type { Json } from "../../workflows/workflow.ts";
import type { Queryable, Tx } from "./database.ts";
import type { Effect, EffectKey } from "./effects.ts";
import { cancelEffects, deleteEffects, insertEffects, updateEffects } from "./effect-writes.ts";
import type { IdempotencyRow } from "./idempotency.ts";
import { insertKeys, selectKeys } from "./idempotency.ts";
import type { Incident } from "./incidents.ts";
import { insertIncidents } from "./incidents.ts";
import type { Instance } from "./instances.ts";
import { insertInstances, updateInstances } from "./instances.ts";
import type { JournalRow } from "./journal.ts";
import { insertJournal } from "./journal.ts";
import { deleteCancelledLeases, deleteLeases } from "./leases.ts";
import { selectNow } from "./clock.ts";
import type { CalendarRow } from "./programmes.ts";

export interface BatchQuestion {
  readonly keys: readonly { readonly scope: string; readonly key: string }[];
  readonly programmeIds: readonly string[];
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
           'holidays', p.holidays)), '[]') from programme p where p.id = any($3::uuid[])) as calendars`,
    values: [question.keys.map((k) => k.scope), question.keys.map((k) => k.key), question.programmeIds],
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

export type NewEffect = Omit<Effect, "attempts" | "outcome" | "lastError" | "retryAt" | "countedFrom"> &
  Partial<Pick<Effect, "countedFrom">>;

/** Everything a batch changes. Rows are in key order: two batches that insert in opposite orders would deadlock. */
export interface BatchWrite {
  readonly created: readonly Instance[];
  readonly updated: readonly Instance[];
  readonly journal: readonly JournalRow[];
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

const WRITE_BATCH = `
with created as (${insertInstances("$1")}),
updated as (${updateInstances("$2")}),
journaled as (${insertJournal("$3")}),
finished as (${deleteEffects("$4")}),
released as (${deleteLeases("$4")}),
cancelled as (${cancelEffects("$5")}),
unheld as (${deleteCancelledLeases("$5")}),
changed as (${updateEffects("$6")}),
asked as (${insertEffects("$7")}),
remembered as (${insertKeys("$8")}),
reported as (${insertIncidents("$9")})
select 1`;

/** Snapshot, journal, effects and keys change together or not at all: one statement. */
export async function writeBatch(tx: Tx, write: BatchWrite): Promise<void> {
  await tx.query({
    name: "write-batch",
    text: WRITE_BATCH,
    values: [
      inOrder(write.created, (row) => row.id),
      inOrder(write.updated, (row) => row.id),
      inOrder(write.journal, (row) => `${row.instanceId}/${String(row.seq).padStart(16, "0")}`),
      inOrder(write.finished, effectOrder),
      JSON.stringify(write.cancelled),
      inOrder(write.changed, effectOrder),
      inOrder(write.asked, effectOrder),
      inOrder(write.keys, (row) => `${row.scope} ${row.key}`),
      JSON.stringify(write.incidents),
    ],
  });
}

const effectOrder = (row: EffectKey): string =>
  `${row.instanceId}/${String(row.seq).padStart(16, "0")}/${row.name}`;

function inOrder<Row extends object>(rows: readonly Row[], key: (row: Row) => string): string {
  return JSON.stringify(
    rows.length < 2 ? rows : rows.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0)),
  );
}
