/** Packed runs of journal rows of what has ended or rests. What is archived leaves the journal in the same transaction. */
import type { Queryable, Tx } from "./database.ts";
import type { PackedRun } from "./journal-archive-format.ts";

/** Of `journal_archive`, as `PackedRun` names them. */
export const packedRunColumns = `
  instance_id as "instanceId", first_seq as "firstSeq", last_seq as "lastSeq", row_count as "rowCount", codec,
  packed_bytes as "packedBytes", packed_sha256 as "packedSha256", last_hash as "lastHash"`;

/** The run that holds the first archived row after `afterSeq`. One at a time: a page of rows never needs many in memory. */
export async function readArchivedRun(
  db: Queryable,
  instanceId: string,
  afterSeq: number,
): Promise<PackedRun | undefined> {
  const { rows } = await db.query<PackedRun>(
    `select ${packedRunColumns} from journal_archive where instance_id = $1 and last_seq > $2 order by first_seq limit 1`,
    [instanceId, afterSeq],
  );
  return rows[0];
}

/** An instance that ended, or came to rest, before a given instant. */
export interface ArchivableInstance {
  readonly id: string;
  readonly revision: number;
  /**
   * The last row to archive. Of what rests the row that brought it there stays: should it come back, whoever follows the
   * journal looks there for where it came from.
   */
  readonly lastSeq: number;
}

/**
 * Instances that ended or came to rest before `before` and have journal rows to archive, the longest ended first. Locked, so
 * that no step and no other archiver comes between reading the rows and taking them away; what another holds is left to it.
 */
export async function lockArchivable(tx: Tx, before: Date, limit: number): Promise<ArchivableInstance[]> {
  const { rows } = await tx.query<ArchivableInstance>(
    `select id, revision, ${lastSeq} as "lastSeq" from instance where archivable_at < $1
     order by archivable_at limit $2 for update skip locked`,
    [before, limit],
  );
  return rows;
}

const lastSeq = "case when status = 'done' then revision else revision - 1 end";

/** What `archiveRuns` would have to do. */
export async function countArchivable(
  db: Queryable,
  before: Date,
): Promise<{ readonly journals: number; readonly rows: number }> {
  const { rows } = await db.query<{ journals: number; rows: number }>(
    `select count(distinct i.id) as journals, count(j.seq) as rows
     from instance i
     left join journal j on j.instance_id = i.id and j.seq <= ${lastSeq}
     where i.archivable_at < $1`,
    [before],
  );
  return rows[0] ?? { journals: 0, rows: 0 };
}

/**
 * Keep the packed runs and take their rows out of the journal. The instances are locked. Throws when a row is not there
 * any more: whatever removed it, nothing may be archived in its place.
 */
export async function archiveRuns(tx: Tx, runs: readonly PackedRun[], archivedAt: Date): Promise<void> {
  if (runs.length === 0) return;
  const ids = runs.map((run) => run.instanceId);
  const [firsts, lasts] = [runs.map((run) => run.firstSeq), runs.map((run) => run.lastSeq)];
  await keepReferredWords(tx, ids, firsts, lasts);
  await tx.query(
    `insert into journal_archive (instance_id, first_seq, last_seq, row_count, codec, packed_bytes, packed_sha256,
       last_hash, archived_at)
     select *, $9::timestamptz
     from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::int[], $5::text[], $6::bytea[], $7::text[], $8::text[])`,
    [
      ids,
      firsts,
      lasts,
      runs.map((run) => run.rowCount),
      runs.map((run) => run.codec),
      runs.map((run) => run.packedBytes),
      runs.map((run) => run.packedSha256),
      runs.map((run) => run.lastHash),
      archivedAt,
    ],
  );
  const { rowCount } = await tx.query(`delete from journal j using ${named} where ${isNamed}`, [
    ids,
    firsts,
    lasts,
  ]);
  const packed = runs.reduce((sum, run) => sum + run.rowCount, 0);
  if (rowCount !== packed) throw new Error(`${packed} journal rows were packed, but ${rowCount} were there`);
}

/** Nothing of their journals is left to archive. */
export async function markArchived(tx: Tx, ids: readonly string[], archivedAt: Date): Promise<void> {
  await tx.query("update instance set journal_archived_at = $2 where id = any($1::uuid[])", [
    ids,
    archivedAt,
  ]);
}

const named = "unnest($1::uuid[], $2::bigint[], $3::bigint[]) as r(instance_id, first_seq, last_seq)";
const isNamed = "j.instance_id = r.instance_id and j.seq between r.first_seq and r.last_seq";

/**
 * Sealed words that these rows refer to are marked so while the rows can still be searched: the sweep of words that no event
 * took looks for them in the journal only.
 */
async function keepReferredWords(
  tx: Tx,
  ids: readonly string[],
  firsts: readonly number[],
  lasts: readonly number[],
): Promise<void> {
  await tx.query(
    `update sealed_record s set is_referred = true
     from (
       select distinct found[1]::uuid as id
       from journal j
       join ${named} on ${isNamed}
       cross join lateral regexp_matches(
         j.event::text, '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 'g') as found
     ) referred
     where s.id = referred.id and not s.is_referred`,
    [ids, firsts, lasts],
  );
}
