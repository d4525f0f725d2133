import type { Db } from "../../src/store/database.ts";
import { inTransaction } from "../../src/store/database.ts";

/** Change what may only grow, as somebody would who is master of the database: without its triggers. Returns the rows hit. */
export async function tamper(db: Db, sql: string, values: readonly unknown[] = []): Promise<number> {
  return await inTransaction(db, async (tx) => {
    await tx.query("set local session_replication_role = replica");
    return (await tx.query(sql, [...values])).rowCount ?? 0;
  });
}
