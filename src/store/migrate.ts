import type { Db } from "./database.ts";
import { inTransaction, patiently } from "./database.ts";
import { migrations } from "./migrations/index.ts";

/** Any fixed number: it keeps apart two processes that start at once and would both create the tables. */
const MIGRATION_LOCK = 4_276_001;

/** Bring the schema up to date. Old processes go on beside a new one: changes expand first and contract later. */
export async function migrate(db: Db): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx.query("set local statement_timeout = 0; set local lock_timeout = 0");
    await tx.query(patiently(`select pg_advisory_xact_lock(${MIGRATION_LOCK})`));
    await tx.query(
      "create table if not exists migration (name text primary key, applied_at timestamptz not null)",
    );
    const done = await tx.query<{ name: string }>("select name from migration");
    const applied = new Set(done.rows.map((row) => row.name));
    for (const { name, sql } of migrations) {
      if (applied.has(name)) continue;
      await tx.query(patiently(sql));
      // When a migration ran is operating data, not domain time.
      await tx.query("insert into migration (name, applied_at) values ($1, clock_timestamp())", [name]);
    }
  });
}
