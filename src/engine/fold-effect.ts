/** Timers that fire and work that ended: they come back as events, and count only while their row is there. */
import type { JsonObject } from "../../workflows/workflow.ts";
import { SYSTEM } from "../contract/actor.ts";
import { backoffMs } from "../lib/backoff.ts";
import { ConvokeError } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import type { MachineEvent } from "../machine/port.ts";
import type { Effect } from "../store/effects.ts";
import { effectKeyText } from "../store/effects.ts";
import type { Ended, OutcomeCommand, Result, TimerCommand } from "./commands.ts";
import type { Folding } from "./folding.ts";
import type { Batch } from "./run-batch.ts";
import { foldingOf } from "./run-batch.ts";
import { stepInfo } from "./step-info.ts";
import { takeStep } from "./take-step.ts";

/** An instance that throws so often on the same effect is taken out of service until a person has looked. */
const ATTEMPTS_MAX = 5;

export async function foldEffect(batch: Batch, command: TimerCommand | OutcomeCommand): Promise<Result> {
  const effect = batch.effects.get(effectKeyText(command.key));
  if (effect === undefined || effect.state !== "pending") return { kind: "void" };
  if (!batch.stored.has(effect.instanceId)) return { kind: "void" };

  let folding: Folding | undefined;
  try {
    folding = foldingOf(batch, effect.instanceId);
  } catch (problem) {
    if (!(problem instanceof ConvokeError)) throw problem;
    return { kind: "threw", problem };
  }
  if (folding === undefined || !folding.stillThere(effect)) return { kind: "void" };
  // A pause earlier in this batch holds the timer back.
  if (command.kind === "timer" && folding.timer(effect.name)?.state === "paused") return { kind: "void" };
  if (folding.instance.status === "parked") {
    keepOutcome(batch, folding, effect, command, "the instance is parked");
    return { kind: "parked", standing: folding.standing, reason: folding.instance.parkedReason ?? "" };
  }

  const event = eventOf(folding, effect, command);
  if (event === undefined) {
    folding.finish(effect);
    return { kind: "applied", standing: folding.standing };
  }
  return await applyEvent(batch, folding, effect, command, event);
}

async function applyEvent(
  batch: Batch,
  folding: Folding,
  effect: Effect,
  command: TimerCommand | OutcomeCommand,
  event: MachineEvent,
): Promise<Result> {
  const isTimer = command.kind === "timer";
  const happenedAt = isTimer ? command.dueAt : batch.now;
  const facts = isTimer ? lateness(command.dueAt, batch.now) : {};
  const step = stepInfo({ now: batch.now, happenedAt, actorId: SYSTEM.id, roles: ["system"], facts });
  try {
    const stepped = folding.machine.apply(folding.live, event, step);
    if (stepped.kind === "refused") {
      // Nothing listens any more: a counted no-op.
      folding.finish(effect);
      const { guards, listening } = stepped;
      return { kind: "refused", standing: folding.standing, type: event.type, guards, listening };
    }
    await takeStep(batch, folding, stepped, {
      event,
      origin: isTimer ? "timer" : "outcome",
      actorId: SYSTEM.id,
      roles: ["system"],
      onBehalfOf: null,
      happenedAt,
      key: effectKeyText(effect),
      facts,
    });
    folding.finish(effect);
    return { kind: "applied", standing: folding.standing };
  } catch (problem) {
    if (!(problem instanceof ConvokeError)) throw problem;
    keepOutcome(batch, folding, effect, command, problem.message);
    return { kind: "threw", problem };
  }
}

/** The event an ended effect comes back as; undefined when the chart does not want to hear of it. */
function eventOf(
  folding: Folding,
  effect: Effect,
  command: TimerCommand | OutcomeCommand,
): MachineEvent | undefined {
  if (command.kind === "timer") return command.event;
  const { ended } = command;
  if (effect.kind === "invoke") {
    const actorId = String(effect.payload["id"]);
    return ended.kind === "done"
      ? { type: `xstate.done.actor.${actorId}`, output: ended.output, actorId }
      : { type: `xstate.error.actor.${actorId}`, error: { message: ended.reason }, actorId };
  }
  if (ended.kind === "done" || !("effect.failed" in folding.machine.definition.events)) return undefined;
  return { type: "effect.failed", effect: effect.action, reason: ended.reason };
}

/** The row stays with how the work ended, to be tried again; after `ATTEMPTS_MAX` the instance is parked. */
function keepOutcome(
  batch: Batch,
  folding: Folding,
  effect: Effect,
  command: TimerCommand | OutcomeCommand,
  reason: string,
): void {
  const attempts = effect.attempts + 1;
  folding.change({
    ...effect,
    dueAt: new Date(batch.now.getTime() + backoffMs(attempts)),
    attempts,
    outcome: command.kind === "outcome" ? asJson(command.ended) : null,
    lastError: reason,
  });
  if (attempts < ATTEMPTS_MAX || folding.instance.status === "parked") return;
  folding.park(reason, {
    id: newId(),
    instanceId: effect.instanceId,
    programmeId: effect.programmeId,
    effect: effectKeyText(effect),
    kind: "parked",
    reason,
    createdAt: batch.now,
  });
}

const asJson = (ended: Ended): JsonObject => ({ ...ended });

/** A timer that fires more than this after it was due says so in the journal, in milliseconds. */
const LATE_MS = 60_000;

function lateness(dueAt: Date, now: Date): JsonObject {
  const lateMs = now.getTime() - dueAt.getTime();
  return lateMs > LATE_MS
    ? { late: true, lateMs, dueAt: dueAt.toISOString() }
    : { dueAt: dueAt.toISOString() };
}
