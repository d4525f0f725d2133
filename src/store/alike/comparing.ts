/** The one way of looking for what is alike. */
import type { Db, Tx } from "../database.ts";
import { inTransaction } from "../database.ts";

/** Compared with one person, or one organisation, at most for each reason to compare them. */
export const ALIKE_MAX = 20;

/** The threshold is the connection's own: it is set for one transaction. */
export async function comparing<Row>(db: Db, min: number, work: (tx: Tx) => Promise<Row[]>): Promise<Row[]> {
  return await inTransaction(db, async (tx) => {
    await tx.query("select set_config('pg_trgm.similarity_threshold', $1, true)", [String(min)]);
    // Each look-up has its index. Tables that filled within a minute have no statistics yet and would be read whole for each pair.
    await tx.query("set local enable_seqscan = off");
    // Nobody waits for it, and on a busy machine a page may take longer than what callers wait for.
    await tx.query("set local statement_timeout = '60s'");
    return await work(tx);
  });
}
