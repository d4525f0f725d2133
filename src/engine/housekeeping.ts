/**
 * Takes away what has served its time: keys whose lifetime is over, words sealed for events that were never taken. And
 * finishes what a change of calendar has left to do.
 */
import type { Log } from "../lib/log.ts";
import { sweepKeys } from "../store/idempotency.ts";
import { sweepUnreferredRecords } from "../store/sealed-records.ts";
import type { Engine } from "./engine.ts";
import { catchUpWithCalendars } from "./recount-timers.ts";

const EVERY_MS = 15 * 60_000;
const CALENDARS_EVERY_MS = 60_000;
const ROWS_AT_ONCE = 1_000;
/** Words are sealed before their event is sent; after so long it will not come any more. */
const UNREFERRED_MS = 24 * 3_600_000;

export interface Housekeeping {
  start(): void;
  /** One round. Returns how many rows were looked at or taken away. */
  sweep(): Promise<{ keys: number; records: number }>;
  stop(): Promise<void>;
}

/** Every process may keep house: a row swept by another is simply not there any more. */
export function createHousekeeping(engine: Engine, log: Log): Housekeeping {
  let timer: NodeJS.Timeout | undefined;
  let calendars: NodeJS.Timeout | undefined;
  let underWay: Promise<unknown> = Promise.resolve();
  let catchingUp: Promise<unknown> = Promise.resolve();

  async function sweep(): Promise<{ keys: number; records: number }> {
    const now = await engine.now();
    const keys = await sweepKeys(engine.db, now);
    const before = new Date(now.getTime() - UNREFERRED_MS);
    const records = await sweepUnreferredRecords(engine.db, before, ROWS_AT_ONCE);
    return { keys, records };
  }

  return {
    start() {
      timer = setInterval(() => {
        underWay = sweep().catch((error: unknown) =>
          log.warn({ err: error }, "Housekeeping failed and will be repeated"),
        );
      }, EVERY_MS);
      timer.unref();
      calendars = setInterval(() => {
        catchingUp = catchingUp
          .then(() => catchUpWithCalendars(engine, log))
          .catch((error: unknown) => {
            log.warn({ err: error }, "Timers could not be counted by a changed calendar and will be again");
          });
      }, CALENDARS_EVERY_MS);
      calendars.unref();
    },
    sweep,
    async stop() {
      clearInterval(timer);
      clearInterval(calendars);
      await Promise.all([underWay, catchingUp]);
    },
  };
}
