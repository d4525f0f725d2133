import type { Json } from "../../workflows/workflow.ts";
import { assertNever } from "../lib/assert.ts";
import type { MachineEffect } from "../machine/port.ts";
import type { NewEffect } from "../store/effect-writes.ts";
import { dueAt, dueNow, remainingMs, resumeAt } from "./calendar.ts";
import type { Folding } from "./folding.ts";
import { EVERYTHING } from "./folding.ts";

const timerName = (id: string): string => `timer:${id}`;
/** Begins the name of an activity's row; the invoke id follows. */
export const INVOKE = "invoke:";
const invokeName = (id: string): string => `${INVOKE}${id}`;

interface Asked {
  /** Names for the journal, in order. */
  readonly names: readonly string[];
  readonly emitted: readonly Record<string, Json>[];
}

/** Does a step that asks for these need the instance's stored timers? Then read them first. */
export const touchesTimers = (effects: readonly MachineEffect[]): boolean =>
  effects.some((effect) => effect.kind === "pause" || effect.kind === "resume");

/**
 * Turn what the machine asked for in the step that becomes journal row `seq` into rows to write, in the order it asked. A
 * re-entered state cancels a timer and arms it again under the same id: `seq` tells the two apart.
 */
export function askEffects(fold: Folding, effects: readonly MachineEffect[], seq: number, now: Date): Asked {
  const { instance, machine, calendar } = fold;
  const names: string[] = [];
  const emitted: Record<string, Json>[] = [];

  const ask = (
    effect: Partial<NewEffect> & Pick<NewEffect, "name" | "kind" | "action" | "payload">,
  ): void => {
    fold.ask({
      instanceId: instance.id,
      seq,
      lane: null,
      ordinal: names.length,
      programmeId: instance.programmeId,
      rule: null,
      dueAt: now,
      remainingMs: null,
      state: "pending",
      createdAt: now,
      ...effect,
    });
    names.push(effect.name);
  };

  for (const effect of effects) {
    switch (effect.kind) {
      case "invoke":
        // A state that is entered again by its own history was not left, so nothing has stopped its work.
        fold.cancel(invokeName(effect.id), seq);
        ask({
          name: invokeName(effect.id),
          kind: "invoke",
          action: effect.activity,
          payload: { id: effect.id, input: effect.input },
        });
        break;
      case "stop":
        fold.cancel(invokeName(effect.id), seq);
        break;
      case "arm": {
        const rule = machine.definition.timers[effect.id] ?? null;
        fold.cancel(timerName(effect.id), seq);
        ask({
          name: timerName(effect.id),
          kind: "timer",
          action: effect.id,
          payload: { event: effect.event },
          rule,
          dueAt: rule === null ? new Date(now.getTime() + effect.delayMs) : dueAt(rule, now, calendar),
        });
        break;
      }
      case "cancel":
        fold.cancel(timerName(effect.id), seq);
        break;
      case "pause":
        pauseTimer(fold, effect.id, now);
        break;
      case "resume":
        resumeTimer(fold, effect.id, now);
        break;
      case "act": {
        const rule = machine.definition.effects[effect.name];
        ask({
          name: `${effect.name}:${names.length}`,
          kind: "act",
          action: effect.name,
          payload: effect.params,
          lane: rule?.lane ?? null,
          dueAt: rule?.after === undefined ? now : dueAt(rule.after, now, calendar),
        });
        break;
      }
      case "signal":
        ask({
          name: `signal:${names.length}`,
          kind: "signal",
          action: "signal",
          payload: { ...effect.signal },
          // Signals to one instance arrive in the order they were sent.
          lane: `signal:${effect.signal.to}`,
        });
        break;
      case "emit":
        emitted.push({ ...effect.event });
        break;
      default:
        assertNever(effect);
    }
  }
  return { names, emitted };
}

/** Nothing of an ended instance may still fire or report. */
export function endEffects(fold: Folding, seq: number): void {
  fold.cancel(EVERYTHING, seq + 1);
}

function pauseTimer(fold: Folding, id: string, now: Date): void {
  const timer = fold.timer(timerName(id));
  if (timer === undefined || timer.state !== "pending" || timer.dueAt === null) return;
  fold.change({
    instanceId: timer.instanceId,
    seq: timer.seq,
    name: timer.name,
    state: "paused",
    dueAt: null,
    retryAt: null,
    remainingMs: remainingMs(
      timer.rule,
      now,
      dueNow({ ...timer, dueAt: timer.dueAt }, fold.calendar),
      fold.calendar,
    ),
    countedFrom: null,
    attempts: 0,
    outcome: null,
    lastError: null,
  });
}

function resumeTimer(fold: Folding, id: string, now: Date): void {
  const timer = fold.timer(timerName(id));
  if (timer === undefined || timer.state !== "paused" || timer.remainingMs === null) return;
  fold.change({
    instanceId: timer.instanceId,
    seq: timer.seq,
    name: timer.name,
    state: "pending",
    dueAt: resumeAt(timer.rule, now, timer.remainingMs, fold.calendar),
    retryAt: null,
    // It stays, so that the due time can be counted again when the calendar changes.
    remainingMs: timer.remainingMs,
    countedFrom: now,
    attempts: 0,
    outcome: null,
    lastError: null,
  });
}
