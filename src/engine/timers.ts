/** Timers are rows. This loop fires those that are due by the engine's clock, and is quiet in between. */
import { isBusy, MachineThrew } from "../lib/errors.ts";
import type { Log } from "../lib/log.ts";
import type { MachineEvent } from "../machine/port.ts";
import { dueTimers, nextDue } from "../store/due-effects.ts";
import { effectKeyText } from "../store/effects.ts";
import type { Effect } from "../store/effects.ts";
import { onTimerDuty } from "../store/timer-duty.ts";
import type { Engine } from "./engine.ts";
import { countFailedStep } from "./park.ts";

const LOOK_EVERY_MS = 5_000;
/** When something is due but could not be fired. */
const LOOK_AGAIN_MS = 100;
const TIMERS_AT_ONCE = 256;

export interface TimerLoop {
  start(): void;
  /** Fire everything that is due now, in order of due time. Returns how many fired. */
  fireDue(): Promise<number>;
  stop(): Promise<void>;
}

export function createTimerLoop(engine: Engine, log: Log): TimerLoop {
  let timer: NodeJS.Timeout | undefined;
  let wakeAt = Infinity;
  let running = Promise.resolve(0);
  let isStopped = true;

  async function fireDue(): Promise<number> {
    // Asked without the duty first: most of the time nothing is due, and one question tells.
    if ((await dueTimers(engine.db, await engine.now(), 1)).length === 0) return 0;
    let fired = 0;
    for (;;) {
      const gone = (await onTimerDuty(engine.db, firePage)) ?? 0;
      // Another process is at it, or what is due could not be fired and keeps its row: asking at once would spin.
      if (gone === 0) return fired;
      fired += gone;
    }
  }

  /** Given to the batcher in turn, each programme's in order of due time, and folded in that order. */
  async function firePage(): Promise<number> {
    const due = await dueTimers(engine.db, await engine.now(), TIMERS_AT_ONCE);
    const outcomes = await Promise.all(due.map(fire));
    return outcomes.filter((isGone) => isGone).length;
  }

  /** Is the timer's row gone? */
  async function fire(effect: Effect): Promise<boolean> {
    try {
      const result = await engine.run({ kind: "timer", key: effect, event: eventOf(effect) });
      if (result.kind !== "threw") return result.kind === "applied" || result.kind === "refused";
      log.warn({ timer: effectKeyText(effect), err: result.problem }, "A timer's event threw");
      if (!(result.problem instanceof MachineThrew)) await countFailedStep(engine, effect, result.problem);
    } catch (error) {
      log.warn({ timer: effectKeyText(effect), err: error }, "A timer could not be fired");
      if (!isBusy(error)) await countFailedStep(engine, effect, error);
    }
    return false;
  }

  function wakeIn(delayMs: number): void {
    if (isStopped) return;
    clearTimeout(timer);
    wakeAt = performance.now() + delayMs;
    timer = setTimeout(look, delayMs);
  }

  function look(): void {
    wakeAt = Infinity;
    running = running
      .then(fireDue)
      .catch((error: unknown) => {
        log.warn({ err: error }, "Timers could not be fired and will be looked at again");
        return 0;
      })
      .then(async (fired) => {
        wakeIn(await untilNext(fired));
        return fired;
      });
  }

  async function untilNext(fired: number): Promise<number> {
    try {
      const due = await nextDue(engine.db, "timers");
      if (due === undefined) return LOOK_EVERY_MS;
      const untilDue = due.getTime() - (await engine.now()).getTime();
      return Math.min(Math.max(untilDue, fired > 0 ? 1 : LOOK_AGAIN_MS), LOOK_EVERY_MS);
    } catch {
      return LOOK_EVERY_MS;
    }
  }

  engine.onCommit((write, now) => {
    const asked = write.asked.filter((effect) => effect.kind === "timer");
    for (const effect of [...asked, ...write.changed]) {
      if (effect.dueAt === null) continue;
      const delayMs = Math.max(effect.dueAt.getTime() - now.getTime(), 0);
      if (delayMs < LOOK_EVERY_MS && performance.now() + delayMs < wakeAt) wakeIn(delayMs);
    }
  });

  return {
    start() {
      isStopped = false;
      wakeIn(0);
    },
    fireDue,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** The event was journaled JSON when the timer was armed. */
const eventOf = (effect: Effect): MachineEvent => effect.payload["event"] as MachineEvent;
