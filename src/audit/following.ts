import type { Log } from "../lib/log.ts";
import type { FollowDeps } from "./follow-journal.ts";
import { followJournal } from "./follow-journal.ts";
import { settleAbandoned } from "./intentions.ts";

/** A decision shows in the trail some seconds after it was taken; more often would cost more than it tells. */
const EVERY_MS = 10_000;

/** Settle what was abandoned and follow the journal now and then, until the returned function has stopped it. What fails is done by the next round. */
export function startFollowing(deps: FollowDeps, log: Log): () => Promise<void> {
  let isStopping = false;
  let underWay: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    underWay ??= settleAbandoned(deps)
      .then(() => followJournal(deps, () => !isStopping))
      .catch((error: unknown) =>
        log.warn({ err: error }, "The trail of audit could not follow the journal and will later"),
      )
      .finally(() => {
        underWay = undefined;
      });
  }, EVERY_MS);
  timer.unref();
  return async () => {
    isStopping = true;
    clearInterval(timer);
    await underWay;
  };
}
