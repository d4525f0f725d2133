import type { Queryable } from "./database.ts";

/** Single values of the installation, as JSON. */
export async function readSetting(db: Queryable, key: string): Promise<unknown> {
  const { rows } = await db.query<{ value: unknown }>("select value from setting where key = $1", [key]);
  return rows[0]?.value;
}

export async function writeSetting(db: Queryable, key: string, value: unknown): Promise<void> {
  await db.query(
    "insert into setting (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value",
    [key, JSON.stringify(value)],
  );
}

/** Returns false when it was gone already: of two who take it at once, one gets it. */
export async function takeSetting(db: Queryable, key: string, value: unknown): Promise<boolean> {
  const { rowCount } = await db.query("delete from setting where key = $1 and value = $2::jsonb", [
    key,
    JSON.stringify(value),
  ]);
  return rowCount === 1;
}

/** Write a value unless there is one: what is there stays. */
export async function keepSetting(db: Queryable, key: string, value: unknown): Promise<void> {
  await db.query("insert into setting (key, value) values ($1, $2) on conflict (key) do nothing", [
    key,
    JSON.stringify(value),
  ]);
}
