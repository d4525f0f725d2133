import type { Queryable } from "./database.ts";
import { DamagedArchive, unpackRows } from "./journal-archive-format.ts";
import { readArchivedRun } from "./journal-archive.ts";
import type { JournalRow } from "./journal.ts";

/** One row of a journal, by its hash. */
export type JournalHead = Pick<JournalRow, "instanceId" | "seq" | "hash">;

/** For each row named the hash that stands there now, archived or not; undefined when it is gone or cannot be unpacked. */
export async function hashesInJournal(
  db: Queryable,
  named: readonly Pick<JournalHead, "instanceId" | "seq">[],
): Promise<(string | undefined)[]> {
  if (named.length === 0) return [];
  const { rows } = await db.query<{ hash: string | null }>(
    `select j.hash
     from unnest($1::uuid[], $2::bigint[]) with ordinality as n(instance_id, seq, place)
     left join journal j on j.instance_id = n.instance_id and j.seq = n.seq
     order by n.place`,
    [named.map(({ instanceId }) => instanceId), named.map(({ seq }) => seq)],
  );
  const hashes: (string | undefined)[] = [];
  for (const [index, { instanceId, seq }] of named.entries())
    hashes.push(rows[index]?.hash ?? (await archivedHash(db, instanceId, seq)));
  return hashes;
}

async function archivedHash(db: Queryable, instanceId: string, seq: number): Promise<string | undefined> {
  const run = await readArchivedRun(db, instanceId, seq - 1);
  if (run === undefined || run.firstSeq > seq) return undefined;
  // The run's own claim will do for its last row: what is in it is proved by the replay.
  if (run.lastSeq === seq) return run.lastHash;
  try {
    return (await unpackRows(run)).find((row) => row.seq === seq)?.hash;
  } catch (error) {
    if (error instanceof DamagedArchive) return undefined;
    throw error;
  }
}

/** A page of ids of every instance, of one programme or of all, in id order. */
export async function instanceIdsOf(
  db: Queryable,
  {
    programmeId,
    afterId,
    limit,
  }: {
    readonly programmeId: string | undefined;
    readonly afterId: string | undefined;
    readonly limit: number;
  },
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from instance
     where ($1::uuid is null or programme_id = $1) and ($2::uuid is null or id > $2)
     order by id limit $3`,
    [programmeId ?? null, afterId ?? null, limit],
  );
  return rows.map((row) => row.id);
}
