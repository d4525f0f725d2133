/** Working-day timers follow their programme's calendar: when it changes, their due times are counted again. */
import type { Log } from "../lib/log.ts";
import { inTransaction, persistently } from "../store/database.ts";
import { instancesOnCalendar, moveTimers } from "../store/effect-writes.ts";
import { readTimers } from "../store/effects.ts";
import { lockInstances } from "../store/instances.ts";
import { calendarSettled, readCalendar, staleCalendars } from "../store/programmes.ts";
import { dueNow } from "./calendar.ts";
import type { Engine } from "./engine.ts";

const INSTANCES_AT_ONCE = 100;
/** Locks are held for milliseconds; between two pages whoever waited for one goes first. */
const REST_MS = 5;

/**
 * Count every running working-day timer of a programme again, in id order of the instances, a page a transaction. Doing it
 * twice changes nothing, so it may be broken off and begun again at any time; `withinMs` of real time breaks it off.
 */
export async function recountTimers(
  engine: Engine,
  programmeId: string,
  { withinMs = Infinity }: { withinMs?: number } = {},
): Promise<Recount> {
  const stopAt = performance.now() + withinMs;
  let moved = 0;
  let afterId: string | undefined;
  for (;;) {
    const ids = await instancesOnCalendar(engine.db, programmeId, { afterId, limit: INSTANCES_AT_ONCE });
    if (ids.length === 0) return { moved, isWhole: true };
    if (performance.now() > stopAt) return { moved, isWhole: false };
    moved += await persistently(() => recountPage(engine, programmeId, ids));
    afterId = ids.at(-1);
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
  }
}

interface Recount {
  /** Timers that were given another due time. */
  readonly moved: number;
  /** Every timer was looked at. */
  readonly isWhole: boolean;
}

async function recountPage(engine: Engine, programmeId: string, ids: readonly string[]): Promise<number> {
  return await inTransaction(engine.db, async (tx) => {
    await lockInstances(tx, ids);
    // Read under the locks: a step that holds one of them before us has armed its timers by now, one after us reads this too.
    const calendar = await readCalendar(tx, programmeId);
    if (calendar === undefined) return 0;
    const moves = (await readTimers(tx, ids)).flatMap((timer) => {
      if (timer.state !== "pending" || timer.dueAt === null) return [];
      const dueAt = dueNow({ ...timer, dueAt: timer.dueAt }, calendar);
      return dueAt.getTime() === timer.dueAt.getTime() ? [] : [{ ...timer, dueAt }];
    });
    await moveTimers(tx, moves);
    return moves.length;
  });
}

/** What a change of calendar, or a process that died in the midst of one, has left to do. Returns how many timers moved. */
export async function catchUpWithCalendars(engine: Engine, log: Log): Promise<number> {
  let moved = 0;
  for (const stale of await staleCalendars(engine.db)) {
    const { moved: here } = await recountTimers(engine, stale.id);
    // Asked before the pass began, so nothing armed by the old calendar can have come after it.
    if (stale.isSettled) await calendarSettled(engine.db, stale);
    log.info({ programme: stale.id, timers: here }, "Timers were counted again by a changed calendar");
    moved += here;
  }
  return moved;
}
