import type { Queryable } from "./database.ts";

/** Filters under a name; both stand in the sealed record. */
export interface SavedView {
  readonly id: string;
  readonly accountId: string;
  /** Shared with whoever has a part in it. */
  readonly programmeId: string | null;
  readonly recordId: string;
  readonly madeAt: Date;
}

const columns = `id, account_id as "accountId", programme_id as "programmeId", record_id as "recordId", made_at as "madeAt"`;

export async function insertView(db: Queryable, one: SavedView): Promise<void> {
  await db.query(
    "insert into saved_view (id, account_id, programme_id, record_id, made_at) values ($1, $2, $3, $4, $5)",
    [one.id, one.accountId, one.programmeId, one.recordId, one.madeAt],
  );
}

/** Their own and those shared with the programmes; null stands for every programme. */
export async function listViews(
  db: Queryable,
  accountId: string,
  programmeIds: readonly string[] | null,
): Promise<SavedView[]> {
  const { rows } = await db.query<SavedView>(
    `select ${columns} from saved_view
     where account_id = $1 or (programme_id is not null and ($2::uuid[] is null or programme_id = any($2)))
     order by made_at, id`,
    [accountId, programmeIds],
  );
  return rows;
}

export async function countViews(db: Queryable, accountId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    "select count(*)::int as count from saved_view where account_id = $1",
    [accountId],
  );
  return rows[0]?.count ?? 0;
}

/** Returns the record of its words; undefined when it is not theirs or not there. */
export async function deleteView(db: Queryable, id: string, accountId: string): Promise<string | undefined> {
  const { rows } = await db.query<{ recordId: string }>(
    `delete from saved_view where id = $1 and account_id = $2 returning record_id as "recordId"`,
    [id, accountId],
  );
  return rows[0]?.recordId;
}
