/** Timers are rows. This loop fires those that are due by the engine's clock, and is quiet in between. */
import { ConvokeError } from "../lib/errors.ts";
import type { Log } from "../lib/log.ts";
import type { MachineEvent } from "../machine/port.ts";
import { dueTimers, nextDue } from "../store/effects.ts";
import type { Effect } from "../store/effects.ts";
import type { Engine } from "./engine.ts";
import { parkInstance } from "./park.ts";

const LOOK_EVERY_MS = 5_000;
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
    let fired = 0;
    for (;;) {
      const due = await dueTimers(engine.db, await engine.now(), TIMERS_AT_ONCE);
      if (due.length === 0) return fired;
      // Given to the batcher in order of due time, and folded in that order.
      await Promise.all(due.map(fire));
      fired += due.length;
    }
  }

  async function fire(effect: Effect): Promise<void> {
    if (effect.dueAt === null) return;
    const event = effect.payload["event"] as unknown as MachineEvent;
    const result = await engine.run({ kind: "timer", key: effect, event, dueAt: effect.dueAt });
    if (result.kind !== "threw") return;
    log.warn(
      { instance: effect.instanceId, timer: effect.action, err: result.problem },
      "A timer's event threw",
    );
    const code = result.problem instanceof ConvokeError ? result.problem.code : "";
    if (code === "snapshot-mismatch" || code === "definition") {
      await parkInstance(engine, effect, result.problem.message);
    }
  }

  function wakeIn(delayMs: number): void {
    if (isStopped) return;
    clearTimeout(timer);
    wakeAt = Date.now() + delayMs;
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
        wakeIn(await untilNext());
        return fired;
      });
  }

  async function untilNext(): Promise<number> {
    try {
      const due = await nextDue(engine.db, "timers");
      if (due === undefined) return LOOK_EVERY_MS;
      const untilDue = due.getTime() - (await engine.now()).getTime();
      return Math.min(Math.max(untilDue, 1), LOOK_EVERY_MS);
    } catch {
      return LOOK_EVERY_MS;
    }
  }

  engine.onCommit((write, now) => {
    for (const effect of write.asked) {
      if (effect.kind !== "timer" || effect.dueAt === null) continue;
      const delayMs = Math.max(effect.dueAt.getTime() - now.getTime(), 0);
      if (delayMs < LOOK_EVERY_MS && Date.now() + delayMs < wakeAt) wakeIn(delayMs);
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
