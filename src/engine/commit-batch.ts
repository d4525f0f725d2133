import type { Db } from "../store/database.ts";
import { inTransaction, isUnavailable } from "../store/database.ts";
import { holdsKeys } from "../store/idempotency.ts";
import type { Command, Result } from "./commands.ts";
import { keyScope } from "./keys.ts";
import type { BatchDeps, BatchDone } from "./run-batch.ts";
import { runBatch } from "./run-batch.ts";

/**
 * Run a batch and commit it. When the answer to COMMIT is lost the outcome is unknown; a batch is written whole, so
 * its keys, looked up afterwards, tell whether it was. Without keys, or without a database to ask, the error stands.
 */
export async function commitBatch(db: Db, deps: BatchDeps, commands: readonly Command[]): Promise<BatchDone> {
  let done: BatchDone | undefined;
  try {
    return await inTransaction(db, async (tx) => {
      done = await runBatch(deps, tx, commands);
      return done;
    });
  } catch (error) {
    if (done !== undefined && isUnavailable(error) && (await wasWritten(db, commands, done.results)))
      return done;
    throw error;
  }
}

async function wasWritten(
  db: Db,
  commands: readonly Command[],
  results: readonly Result[],
): Promise<boolean> {
  const keys = commands.flatMap((command, index) => {
    const isKeyed = (command.kind === "start" || command.kind === "send") && command.key !== undefined;
    return isKeyed && results[index]?.kind === "applied"
      ? [{ scope: keyScope(command), key: command.key }]
      : [];
  });
  try {
    return keys.length > 0 && (await holdsKeys(db, keys));
  } catch {
    // Still no database: the caller asks again with the same key, and then learns what happened.
    return false;
  }
}
