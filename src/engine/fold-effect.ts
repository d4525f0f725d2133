/** Timers that fire and work that ended: they come back as events, and count only while their row is there. */
import type { JsonObject } from "../../workflows/workflow.ts";
import { SYSTEM } from "../contract/actor.ts";
import { backoffMs } from "../lib/backoff.ts";
import { ConvokeError } from "../lib/errors.ts";
import { fieldProblems } from "../lib/field-problems.ts";
import { newId } from "../lib/ids.ts";
import type { MachineEvent } from "../machine/port.ts";
import { activityDone, activityFailed } from "../machine/reserved.ts";
import type { ClaimedEffect, Effect } from "../store/effects.ts";
import { effectKeyText } from "../store/effects.ts";
import type { Ended, OutcomeCommand, Result, TimerCommand } from "./commands.ts";
import type { Folding } from "./folding.ts";
import { FAILURES_MAX } from "./park.ts";
import type { Batch } from "./batch.ts";
import { INVOKE } from "./ask-effects.ts";
import { foldingOf } from "./batch.ts";
import { stepInfo } from "./step-info.ts";
import { takeStep } from "./take-step.ts";

export async function foldEffect(batch: Batch, command: TimerCommand | OutcomeCommand): Promise<Result> {
  const stored = batch.effects.get(effectKeyText(command.key));
  if (stored === undefined || !batch.stored.has(stored.instanceId)) return { kind: "void" };

  let folding: Folding | undefined;
  try {
    folding = foldingOf(batch, stored.instanceId);
  } catch (problem) {
    if (!(problem instanceof ConvokeError)) throw problem;
    return { kind: "threw", problem };
  }
  if (folding === undefined || !folding.stillThere(stored)) return { kind: "void" };
  const effect = folding.current(stored);
  if (command.kind === "timer" && folding.timersWait) return { kind: "void" };
  if (!counts(effect, command, batch.now)) return { kind: "void" };
  if (folding.instance.status === "parked") {
    if (command.kind === "outcome") keepOutcome(batch, folding, effect, command, "the instance is parked");
    return { kind: "parked", standing: folding.standing, reason: folding.instance.parkedReason ?? "" };
  }

  const event = eventOf(folding, effect, command);
  if (event === undefined) {
    folding.finish(effect);
    return { kind: "applied", standing: folding.standing };
  }
  return await applyEvent(batch, folding, effect, command, event);
}

/** Was the timer paused or put off meanwhile, or does a worker report a failure that has lost the work to another? */
function counts(effect: ClaimedEffect, command: TimerCommand | OutcomeCommand, now: Date): boolean {
  if (command.kind === "outcome" && command.ended.kind === "done") return true;
  if (effect.state !== "pending") return false;
  if (command.kind === "outcome") return command.attempt === effect.attempt;
  return effect.dueAt !== null && effect.dueAt <= now && (effect.retryAt === null || effect.retryAt <= now);
}

async function applyEvent(
  batch: Batch,
  folding: Folding,
  effect: ClaimedEffect,
  command: TimerCommand | OutcomeCommand,
  event: MachineEvent,
): Promise<Result> {
  const isTimer = command.kind === "timer";
  const happenedAt = isTimer ? (effect.dueAt ?? batch.now) : batch.now;
  const facts = isTimer ? lateness(happenedAt, batch.now) : {};
  const step = stepInfo({ now: batch.now, happenedAt, actorId: SYSTEM.id, roles: ["system"], facts });
  try {
    const stepped = folding.machine.apply(folding.live, event, step);
    if (stepped.kind === "refused") {
      // Nothing listens any more: a counted no-op. A failure nobody wants to hear of is for a person to see.
      if (effect.kind === "timer" || effect.kind === "invoke") folding.finish(effect, false);
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
    if (isTimer) folding.timersWait = true;
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
  if (effect.kind === "invoke") return activityEnded(folding, effect, ended);
  if (ended.kind === "done" || !("effect.failed" in folding.machine.definition.events)) return undefined;
  return { type: "effect.failed", effect: effect.action, reason: ended.reason };
}

/** A worker may be newer or older than the chart: an output that is not as declared is a failure, not a surprise. */
function activityEnded({ machine }: Folding, effect: Effect, ended: Ended): MachineEvent {
  const id = effect.name.slice(INVOKE.length);
  if (ended.kind === "failed") return activityFailed(id, { message: ended.reason });
  const output = machine.definition.activities[effect.action]?.output.safeParse(ended.output);
  if (output === undefined || output.success) return activityDone(id, ended.output);
  const [problem] = fieldProblems(output.error, "/output");
  return activityFailed(id, {
    message: `The output of ${effect.action} is not as declared: ${problem?.pointer} ${problem?.detail}`,
  });
}

/** The row stays with how the work ended, to be tried again; after `FAILURES_MAX` the instance is parked. */
function keepOutcome(
  batch: Batch,
  folding: Folding,
  effect: Effect,
  command: TimerCommand | OutcomeCommand,
  reason: string,
): void {
  // The attempts at the work itself are over when it has ended; those at telling of it begin.
  const isFirst = command.kind === "outcome" && effect.outcome === null;
  const attempts = isFirst ? 1 : effect.attempts + 1;
  const againAt = new Date(batch.now.getTime() + backoffMs(attempts));
  folding.change({
    ...effect,
    ...(command.kind === "timer" ? { retryAt: againAt } : { dueAt: againAt }),
    attempts,
    outcome: command.kind === "outcome" ? asJson(command.ended) : null,
    lastError: reason,
  });
  if (attempts < FAILURES_MAX || folding.instance.status === "parked") return;
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
