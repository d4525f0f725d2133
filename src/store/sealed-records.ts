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

/** Of what was said once and has been corrected nothing is kept. */
export async function deleteSealedRecord(db: Queryable, id: string): Promise<void> {
  await db.query("delete from sealed_record where id = $1", [id]);
}

export async function readSealedRecords(db: Queryable, ids: readonly string[]): Promise<SealedRecord[]> {
  const { rows } = await db.query<SealedRecord>(
    `select id, key_id as "keyId", purpose, sealed, created_at as "createdAt"
     from sealed_record where id = any($1::uuid[])`,
    [ids],
  );
  return rows;
}

/** Keys of those of these records that are under a key of their own, and not under a party's. */
export async function ownKeysOf(db: Queryable, ids: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select distinct r.key_id as id
     from sealed_record r join seal_key k on k.id = r.key_id
     where r.id = any($1::uuid[]) and k.parent_id is null
       and not exists (select 1 from party p where p.key_id = r.key_id)
     order by 1`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

/** All that is sealed under one key. */
export async function readRecordsUnder(db: Queryable, keyId: string): Promise<SealedRecord[]> {
  const { rows } = await db.query<SealedRecord>(
    `select id, key_id as "keyId", purpose, sealed, created_at as "createdAt"
     from sealed_record where key_id = $1 order by id`,
    [keyId],
  );
  return rows;
}

/**
 * Delete words that were sealed before `before` for an event that was then never taken, and remember which others
 * are referred to. Looks at `limit` records at most; returns how many it looked at.
 */
export async function sweepUnreferredRecords(db: Queryable, before: Date, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `with candidate as (
       select r.id, p.id as party_id, p.programme_id
       from sealed_record r
       join party p on p.key_id = r.key_id
       where not r.is_referred and r.created_at < $1 and r.purpose like 'event/%'
       order by r.created_at
       limit $2
     ), looked_at as (
       select c.id, exists (
         select 1
         from instance i
         join journal j on j.instance_id = i.id
         where i.programme_id = c.programme_id and i.business_key = 'party:' || c.party_id
           and strpos(j.event::text, c.id::text) > 0) as is_referred
       from candidate c
     ), kept as (
       update sealed_record r set is_referred = true from looked_at l where r.id = l.id and l.is_referred
     ), swept as (
       delete from sealed_record r using looked_at l where r.id = l.id and not l.is_referred
     )
     select id from looked_at`,
    [before, limit],
  );
  return rowCount ?? 0;
}

/** The place a record's text is sealed for. */
export const recordPlace = (id: string): string => `sealed_record/${id}`;
