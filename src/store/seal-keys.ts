import type { Queryable } from "./database.ts";

/** Those of the keys that are there and not destroyed. */
export async function livingKeys(db: Queryable, ids: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    "select id from seal_key where id = any($1::uuid[]) and wrapped is not null",
    [ids],
  );
  return rows.map(({ id }) => id);
}
