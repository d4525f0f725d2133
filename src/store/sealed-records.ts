import type { Queryable } from "./database.ts";

/** Words about or by a person, sealed under their key. Written before the event that refers to it; immutable. */
export interface SealedRecord {
  readonly id: string;
  readonly keyId: string;
  /** What it is, such as `inquiry` or `event/vetting.declined/note`. */
  readonly purpose: string;
  readonly sealed: Buffer;
  readonly createdAt: Date;
}

/** A record that is there already stays as it is: the writer was interrupted and tries again. */
export async function insertSealedRecord(db: Queryable, record: SealedRecord): Promise<void> {
  await db.query(
    `insert into sealed_record (id, key_id, purpose, sealed, created_at)
     values ($1, $2, $3, $4, $5) on conflict (id) do nothing`,
    [record.id, record.keyId, record.purpose, record.sealed, record.createdAt],
  );
}

export async function readSealedRecords(db: Queryable, ids: readonly string[]): Promise<SealedRecord[]> {
  const { rows } = await db.query<SealedRecord>(
    `select id, key_id as "keyId", purpose, sealed, created_at as "createdAt"
     from sealed_record where id = any($1::uuid[])`,
    [ids],
  );
  return rows;
}

/** The place a record's text is sealed for. */
export const recordPlace = (id: string): string => `sealed_record/${id}`;
