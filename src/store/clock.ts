import type { Db, Queryable, Tx } from "./database.ts";

const VIRTUAL_CLOCK = "virtual-clock";

/** Domain time in epoch milliseconds, as a scalar subquery: the database's clock, or the one shared virtual row. */
export const selectNow = (isVirtual: boolean): string =>
  isVirtual
    ? `select (value->>'nowMs')::bigint from setting where key = '${VIRTUAL_CLOCK}'`
    : `select floor(extract(epoch from clock_timestamp()) * 1000)::bigint`;

export async function readNow(db: Queryable, isVirtual: boolean): Promise<Date> {
  const { rows } = await db.query<{ now: number }>({
    name: isVirtual ? "read-virtual-now" : "read-now",
    text: `select (${selectNow(isVirtual)}) as now`,
  });
  return new Date(Number(rows[0]?.now));
}

/** Set the virtual clock where it has not been set before. */
export async function startVirtualClock(db: Db, at: Date): Promise<void> {
  await db.query(
    `insert into setting (key, value) values ($1, jsonb_build_object('nowMs', $2::bigint)) on conflict do nothing`,
    [VIRTUAL_CLOCK, at.getTime()],
  );
}

/** Move the virtual clock forward; it never goes back. */
export async function moveVirtualClock(db: Db | Tx, to: Date): Promise<void> {
  await db.query(
    `update setting
     set value = jsonb_build_object('nowMs', greatest((value->>'nowMs')::bigint, $2::bigint))
     where key = $1`,
    [VIRTUAL_CLOCK, to.getTime()],
  );
}
