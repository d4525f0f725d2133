/** Drives a whole server through time: for tests and the demo, never for production. */
import { ConvokeError } from "../lib/errors.ts";
import { moveVirtualClock } from "../store/clock.ts";
import { nextDue, overdueWork } from "../store/due-effects.ts";
import type { Engine } from "./engine.ts";
import type { Jobs } from "./jobs.ts";
import type { Relay } from "./relay.ts";
import type { TimerLoop } from "./timers.ts";

/** Real time that one stop of the clock may take to fall quiet. */
const QUIET_WITHIN_MS = 30_000;
const LOOK_AGAIN_MS = 5;

/**
 * Move the virtual clock to `to`, stopping at each instant at which something falls due until all is quiet there.
 * Returns the domain time reached. Throws `conflict` when work stays undone.
 */
export async function advanceClock(
  engine: Engine,
  relay: Relay,
  timers: TimerLoop,
  to: Date,
  jobs?: Jobs,
): Promise<Date> {
  for (;;) {
    await jobs?.tick();
    await untilQuiet(engine, relay, timers);
    const next = earliest(await nextDue(engine.db, "all"), await jobs?.nextAt());
    if (next === undefined || next > to) break;
    await moveVirtualClock(engine.db, next);
  }
  await moveVirtualClock(engine.db, to);
  await jobs?.tick();
  await untilQuiet(engine, relay, timers);
  return await engine.now();
}

const earliest = (...times: readonly (Date | undefined)[]): Date | undefined =>
  times.filter((time) => time !== undefined).toSorted((a, b) => a.getTime() - b.getTime())[0];

async function untilQuiet(engine: Engine, relay: Relay, timers: TimerLoop): Promise<void> {
  const giveUpAt = Date.now() + QUIET_WITHIN_MS;
  for (;;) {
    await timers.fireDue();
    const waiting = await overdueWork(engine.db, await engine.now());
    if (waiting.length === 0) return;
    await relay.sweep();
    if (Date.now() > giveUpAt) {
      throw new ConvokeError(
        "conflict",
        `The clock cannot go on: ${waiting.slice(0, 5).join(", ")} is not done`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}
