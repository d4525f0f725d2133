import { writeBatch } from "../store/batches.ts";
import type { Db } from "../store/database.ts";
import { inTransactionEndingWith, isUnavailable } from "../store/database.ts";
import { isJournaled } from "../store/journal.ts";
import type { Command } from "./commands.ts";
import type { BatchDeps } from "./batch.ts";
import type { BatchDone } from "./run-batch.ts";
import { runBatch } from "./run-batch.ts";

/**
 * Run a batch and commit it. When the answer to COMMIT is lost the outcome is unknown; a batch is written whole, so
 * one row of its journal, looked up afterwards, tells whether it was. Without a database to ask, the error stands.
 */
export async function commitBatch(db: Db, deps: BatchDeps, commands: readonly Command[]): Promise<BatchDone> {
  let done: BatchDone | undefined;
  let xid = "";
  try {
    const committed = await inTransactionEndingWith(db, async (tx) => {
      const result = await runBatch(deps, tx, commands);
      done = result;
      const { write } = result;
      if (write === undefined) return { result };
      return { result, last: async () => (xid = await writeBatch(tx, write)) };
    });
    committed.keepRecent(xid);
    return committed;
  } catch (error) {
    if (done !== undefined && isUnavailable(error) && (await wasWritten(db, done))) return done;
    throw error;
  }
}

async function wasWritten(db: Db, { write }: BatchDone): Promise<boolean> {
  const row = write?.journal[0];
  try {
    return row !== undefined && (await isJournaled(db, row));
  } catch {
    // Still no database: the caller asks again with the same key, and then learns what happened.
    return false;
  }
}
