import type { JsonObject } from "../../workflows/workflow.ts";
import type { Queryable, Tx } from "./database.ts";
import { readArchivedRun } from "./journal-archive.ts";
import type { PlacedRow } from "./journal-archive-format.ts";
import { unpackRows } from "./journal-archive-format.ts";

/** How an event came in. */
export type Origin = "caller" | "intake" | "timer" | "signal" | "outcome" | "operator";

/** One event an instance has taken. Append-only; `hash` chains it to the row before. */
export interface JournalRow {
  readonly instanceId: string;
  readonly seq: number;
  readonly version: number;
  readonly event: JsonObject;
  /** What the instance was opened with; null after its first row. */
  readonly input: JsonObject | null;
  readonly origin: Origin;
  /** Id and the roles it was decided with, so that a replay decides the same. */
  readonly actor: JsonObject;
  readonly onBehalfOf: string | null;
  readonly happenedAt: Date;
  readonly enteredAt: Date;
  readonly key: string | null;
  readonly facts: JsonObject;
  /** Names of the effects the step asked for, in order. */
  readonly effects: readonly string[];
  readonly emitted: readonly JsonObject[];
  readonly stage: string | null;
  readonly state: string;
  readonly hash: string;
}

const columns = `
  instance_id as "instanceId", seq, version, event, input, origin, actor, on_behalf_of as "onBehalfOf",
  happened_at as "happenedAt", entered_at as "enteredAt", key, facts, effects, emitted, stage, state, hash`;

/**
 * Rows of one instance in order, from after `afterSeq`, archived or not. The caller has checked that the instance may be
 * read. Throws `DamagedArchive`.
 */
export async function readJournal(
  db: Queryable,
  instanceId: string,
  { afterSeq = 0, limit = 1_000 }: { afterSeq?: number; limit?: number } = {},
): Promise<JournalRow[]> {
  // First, because rows only ever go from here to the archive: what is not here any more is there by then.
  const { rows: live } = await db.query<JournalRow>(
    `select ${columns} from journal where instance_id = $1 and seq > $2 order by seq limit $3`,
    [instanceId, afterSeq, limit],
  );
  if (live[0]?.seq === afterSeq + 1) return live;

  const rows: JournalRow[] = [];
  let lastSeq = afterSeq;
  while (rows.length < limit) {
    const run = await readArchivedRun(db, instanceId, lastSeq);
    if (run === undefined) {
      rows.push(...live.filter((row) => row.seq > lastSeq));
      break;
    }
    rows.push(...(await unpackRows(run)).filter((row) => row.seq > afterSeq));
    lastSeq = run.lastSeq;
  }
  return rows.slice(0, limit);
}

interface Portion {
  /** Rows of one instance at most. */
  readonly rowsMax: number;
  /** Stored bytes of what events and facts carry, of all together; the first row comes whatever its size. */
  readonly bytesMax: number;
}

/**
 * Of these instances the first rows that are not archived, up to the last that is to be, in order of id and `seq`, and whether a
 * portion was cut off by its bytes. The instances are locked.
 */
export async function readUnarchivedRows(
  tx: Tx,
  instances: readonly { readonly id: string; readonly lastSeq: number }[],
  { rowsMax, bytesMax }: Portion,
): Promise<{ readonly rows: PlacedRow[]; readonly isCut: boolean }> {
  const [ids, lasts] = [instances.map(({ id }) => id), instances.map(({ lastSeq }) => lastSeq)];
  const sizes = await tx.query<{ all: number; fitting: number }>(
    `select count(*) as all, count(*) filter (where bytes_before < $3) as fitting
     from (
       select coalesce(sum(j.bytes) over (order by i.id, j.seq rows between unbounded preceding and 1 preceding), 0)
         as bytes_before
       from unnest($1::uuid[], $4::bigint[]) as i(id, last_seq)
       cross join lateral (
         select seq, pg_column_size(event) + pg_column_size(facts) as bytes
         from journal where instance_id = i.id and seq <= i.last_seq order by seq limit $2) j) sized`,
    [ids, rowsMax, bytesMax, lasts],
  );
  const { all, fitting } = sizes.rows[0] ?? { all: 0, fitting: 0 };
  const { rows } = await tx.query<PlacedRow>(
    `select j.*
     from unnest($1::uuid[], $4::bigint[]) as i(id, last_seq)
     cross join lateral (
       select ${columns}, position from journal where instance_id = i.id and seq <= i.last_seq order by seq limit $2) j
     order by i.id, j.seq
     limit $3`,
    [ids, rowsMax, fitting, lasts],
  );
  return { rows, isCut: fitting < all };
}

/** A row to be written, with all but its hash as the JSON text that was hashed. */
export interface NewJournalRow extends JournalRow {
  readonly text: string;
}

/** The row as JSON, made of the text that is there already. */
export const journalRowText = ({ text, hash }: NewJournalRow): string =>
  `${text.slice(0, -1)},"hash":"${hash}"}`;

/** Part of the one statement that writes a batch. */
export const insertJournal = (parameter: string): string => `
  insert into journal (
    instance_id, seq, version, event, input, origin, actor, on_behalf_of, happened_at, entered_at, key, facts, effects,
    emitted, stage, state, hash)
  select "instanceId", seq, version, event, input, origin, actor, "onBehalfOf", "happenedAt", "enteredAt", key, facts,
    effects, emitted, stage, state, hash
  from jsonb_to_recordset(${parameter}::jsonb) as r(
    "instanceId" uuid, seq bigint, version int, event jsonb, input jsonb, origin text, actor jsonb, "onBehalfOf" text,
    "happenedAt" timestamptz, "enteredAt" timestamptz, key text, facts jsonb, effects jsonb, emitted jsonb,
    stage text, state text, hash text)`;

/**
 * Does the journal hold this very row? A batch is written whole, so one row of it tells whether it was. The hash covers
 * the sender, the time and all before it, so nobody else's event is taken for ours.
 */
export async function isJournaled(
  db: Queryable,
  { instanceId, seq, hash }: Pick<JournalRow, "instanceId" | "seq" | "hash">,
): Promise<boolean> {
  const { rowCount } = await db.query(
    "select 1 from journal where instance_id = $1 and seq = $2 and hash = $3",
    [instanceId, seq, hash],
  );
  return rowCount === 1;
}
