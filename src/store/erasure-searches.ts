/** What erasures have still to search for: sealed while the person's own key is gone, and gone itself when the search is done. */
import type { Queryable, Tx } from "./database.ts";

export interface ErasureSearch {
  readonly erasureId: string;
  readonly keyId: string;
  readonly sealed: Buffer;
}

export async function insertSearch(tx: Tx, search: ErasureSearch, createdAt: Date): Promise<void> {
  await tx.query(
    `insert into erasure_search (erasure_id, key_id, sealed, created_at) values ($1, $2, $3, $4)
     on conflict (erasure_id) do nothing`,
    [search.erasureId, search.keyId, search.sealed, createdAt],
  );
}

/** Searches that nobody has finished, oldest first. */
export async function openSearches(db: Queryable, erasureId?: string): Promise<ErasureSearch[]> {
  const { rows } = await db.query<ErasureSearch>(
    `select erasure_id as "erasureId", key_id as "keyId", sealed from erasure_search
     where $1::uuid is null or erasure_id = $1 order by created_at, erasure_id`,
    [erasureId ?? null],
  );
  return rows;
}

/** Forget what was searched for. */
export async function closeSearch(tx: Tx, { erasureId, keyId }: ErasureSearch): Promise<void> {
  await tx.query("delete from erasure_search where erasure_id = $1", [erasureId]);
  await tx.query("delete from seal_key where id = $1", [keyId]);
}
