import type { Db } from "./database.ts";
import { inTransaction } from "./database.ts";

/** Any fixed number: it keeps apart two processes that would fire the same timers. */
const TIMER_DUTY = 4_276_002;

/**
 * Do `work` while no other process does: the lock lives as long as its connection, so a process that dies or falls silent
 * hands the duty on by itself. Undefined when another is at it. Should the lock be lost in mid-work, the work goes on.
 */
export async function onTimerDuty<Result>(db: Db, work: () => Promise<Result>): Promise<Result | undefined> {
  let result: { readonly of: Result } | undefined;
  try {
    await inTransaction(db, async (tx) => {
      const { rows } = await tx.query<{ locked: boolean }>("select pg_try_advisory_xact_lock($1) as locked", [
        TIMER_DUTY,
      ]);
      if (rows[0]?.locked === true) result = { of: await work() };
    });
  } catch (error) {
    // The server ends a transaction that idles for 5 s; by then the work itself is done.
    if (result === undefined) throw error;
  }
  return result?.of;
}
