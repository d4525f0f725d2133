/** Proofs of work that were used: the library that checks them would take one again and again. */
import type { Db, Queryable } from "./database.ts";

/** Note what the proof was used for. Returns what it was first used for, by whichever process was first. */
export async function useWork(
  db: Queryable,
  {
    nonce,
    usedFor,
    expiresAt,
  }: { readonly nonce: string; readonly usedFor: string; readonly expiresAt: Date },
): Promise<string> {
  const { rows } = await db.query<{ usedFor: string }>(
    `insert into used_work (nonce, used_for, expires_at) values ($1, $2, $3)
     on conflict (nonce) do update set nonce = excluded.nonce
     returning used_for as "usedFor"`,
    [nonce, usedFor, expiresAt],
  );
  return rows[0]?.usedFor ?? usedFor;
}

/** Forget proofs that have expired, which nobody takes any more. Returns how many. */
export async function sweepUsedWork(db: Db, now: Date): Promise<number> {
  const { rowCount } = await db.query("delete from used_work where expires_at < $1", [now]);
  return rowCount ?? 0;
}
