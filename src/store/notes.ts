import type { Queryable } from "./database.ts";

/** A note on an engagement. Its words are sealed. */
export interface Note {
  readonly id: string;
  readonly engagementId: string;
  readonly programmeId: string;
  readonly recordId: string;
  /** Account id. */
  readonly writtenBy: string;
  readonly writtenAt: Date;
}

const columns = `id, engagement_id as "engagementId", programme_id as "programmeId", record_id as "recordId",
  written_by as "writtenBy", written_at as "writtenAt"`;

/** Returns false when it is there already: the writer did not hear of it and asked again. */
export async function insertNote(db: Queryable, one: Note): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into note (id, engagement_id, programme_id, record_id, written_by, written_at)
     values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing`,
    [one.id, one.engagementId, one.programmeId, one.recordId, one.writtenBy, one.writtenAt],
  );
  return rowCount === 1;
}

export async function readNotes(db: Queryable, ids: readonly string[]): Promise<Note[]> {
  const { rows } = await db.query<Note>(`select ${columns} from note where id = any($1::uuid[])`, [ids]);
  return rows;
}

/** The newest first. */
export async function listNotes(
  db: Queryable,
  engagementId: string,
  { limit, after }: { readonly limit: number; readonly after: Pick<Note, "id" | "writtenAt"> | undefined },
): Promise<Note[]> {
  const { rows } = await db.query<Note>(
    `select ${columns} from note
     where engagement_id = $1 and ($2::timestamptz is null or (written_at, id) < ($2, $3::uuid))
     order by written_at desc, id desc limit $4`,
    [engagementId, after?.writtenAt ?? null, after?.id ?? null, limit],
  );
  return rows;
}
