/**
 * Takes away what has served its time: keys whose lifetime is over, words sealed for events that were never taken. Packs
 * the journals of those who ended long ago, folds what counts have gathered, and finishes what a change of calendar has left to do.
 */
import type { Log } from "../lib/log.ts";
import { foldCounts } from "../store/engagement-counts.ts";
import { sweepKeys } from "../store/idempotency.ts";
import { sweepUnreferredRecords } from "../store/sealed-records.ts";
import { sweepUsedWork } from "../store/used-work.ts";
import type { Archived } from "./archive-journals.ts";
import { archiveJournals } from "./archive-journals.ts";
import type { Engine } from "./engine.ts";
import { catchUpWithCalendars } from "./recount-timers.ts";

const EVERY_MS = 15 * 60_000;
const CALENDARS_EVERY_MS = 60_000;
/** Whoever counts engagements reads what has not been folded: 2,000 events a second leave 40,000 rows meanwhile. */
const FOLD_EVERY_MS = 10_000;
const ARCHIVE_EVERY_MS = 15 * 60_000;
/** What a round has not come to is left to the next. */
const ARCHIVE_MS_MAX = 5 * 60_000;
const ROWS_AT_ONCE = 1_000;
/** Words are sealed before their event is sent; after so long it will not come any more. */
const UNREFERRED_MS = 24 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

export interface Housekeeping {
  start(): void;
  /** One round. Returns how many rows were looked at or taken away. */
  sweep(): Promise<{ keys: number; records: number }>;
  /** One round; undefined when journals are never archived. */
  archive(): Promise<Archived | undefined>;
  stop(): Promise<void>;
}

interface Retention {
  /** Days after an instance's end, or its last event at rest, when its journal is packed; undefined for never. */
  readonly archiveAfterDays: number | undefined;
}

/** Every process may keep house: a row swept by another is simply not there any more. */
export function createHousekeeping(engine: Engine, log: Log, { archiveAfterDays }: Retention): Housekeeping {
  const rounds: (() => Promise<void>)[] = [];
  let isStopping = false;

  async function sweep(): Promise<{ keys: number; records: number }> {
    const now = await engine.now();
    const keys = await sweepKeys(engine.db, now);
    await sweepUsedWork(engine.db, now);
    const before = new Date(now.getTime() - UNREFERRED_MS);
    const records = await sweepUnreferredRecords(engine.db, before, ROWS_AT_ONCE);
    return { keys, records };
  }

  async function archive(): Promise<Archived | undefined> {
    if (archiveAfterDays === undefined) return undefined;
    const stopAt = performance.now() + ARCHIVE_MS_MAX;
    const before = new Date((await engine.now()).getTime() - archiveAfterDays * DAY_MS);
    const mayGoOn = (): boolean => !isStopping && performance.now() < stopAt;
    const archived = await archiveJournals(engine, { before, mayGoOn });
    if (archived.rows > 0) log.info(archived, "Journals of instances that ended or rest were archived");
    return archived;
  }

  /** Do it every so often, never twice at once, and let `stop` wait for it. */
  function every(ms: number, work: () => Promise<unknown>, whenItFails: string): void {
    let underWay: Promise<unknown> | undefined;
    const timer = setInterval(() => {
      underWay ??= work()
        .catch((error: unknown) => log.warn({ err: error }, whenItFails))
        .finally(() => {
          underWay = undefined;
        });
    }, ms);
    timer.unref();
    rounds.push(async () => {
      clearInterval(timer);
      await underWay;
    });
  }

  return {
    start() {
      every(EVERY_MS, sweep, "Housekeeping failed and will be repeated");
      every(
        CALENDARS_EVERY_MS,
        () => catchUpWithCalendars(engine, log),
        "Timers could not be counted by a changed calendar and will be again",
      );
      every(
        FOLD_EVERY_MS,
        () => foldCounts(engine.db),
        "Counts of engagements could not be folded and will be again",
      );
      if (archiveAfterDays !== undefined)
        every(ARCHIVE_EVERY_MS, archive, "Journals could not be archived and will be again");
    },
    sweep,
    archive,
    async stop() {
      isStopping = true;
      await Promise.all(rounds.map((end) => end()));
    },
  };
}
