import { initialTransition } from "xstate";
import type { AnyMachineSnapshot } from "xstate";
import type { Json, JsonObject, StepInfo } from "../../workflows/workflow.ts";
import { MachineThrew } from "../lib/errors.ts";
import { listeningTypes, MICROSTEPS_MAX } from "./chart.ts";
import type { Chart } from "./chart.ts";
import { askedTransitions, judgeGuard } from "./judge-guard.ts";
import { toJson } from "./json.ts";
import { activeStates, open, seal, sourceOf, statusOf } from "./live.ts";
import type { LiveSnapshot, MachineEffect, MachineEvent, Refused, Stepped } from "./port.ts";
import { readAction } from "./read-effects.ts";
import type { ResolvedAction } from "./read-effects.ts";
import { outcomeOf, isReservedType } from "./reserved.ts";
import { isForbidden } from "./states.ts";
import type { Transition } from "./states.ts";

/** Enter the chart's first states. */
export function firstStep(chart: Chart, input: JsonObject, step: StepInfo): Stepped {
  return orThrew(chart, "xstate.init", () => {
    const [first, actions] = initialTransition(chart.machine, { ...input, step });
    return settle(chart, finish(chart, first, actions), {});
  });
}

/** Apply one event. Nothing of `live` changes, whatever happens. */
export function nextStep(
  chart: Chart,
  live: LiveSnapshot,
  event: MachineEvent,
  step: StepInfo,
): Stepped | Refused {
  const before = open(live);
  if (before.status !== "active") return { kind: "refused", guards: [], listening: [] };
  if (!mayArrive(chart, before, event.type)) return refuse(chart, before, []);

  return orThrew(chart, event.type, () => {
    const snapshot = { ...withoutFinished(before, event.type), context: { ...before.context, step } };
    // An unchanged snapshot may mean a refusal or a transition that changes nothing; only this tells them apart.
    const taken: readonly Transition[] = chart.machine.getTransitionData(snapshot, event);
    if (!taken.some((way) => !isForbidden(way))) {
      if (outcomeOf(event.type)?.failed) throw new Error("no active state handles this failure");
      return refuse(chart, before, taken.length > 0 ? [] : namesOfNo(chart, snapshot, event));
    }
    const [next, actions] = macrostep(chart, snapshot, event);
    return settle(chart, finish(chart, next, actions), before.context);
  });
}

/**
 * XState's own `transition`, which makes an actor for each step only to throw it away; ours is made once. Nothing of a
 * step stays in it: `systemId` is refused, children are never started.
 */
function macrostep(
  { machine, self }: Chart,
  snapshot: AnyMachineSnapshot,
  event: MachineEvent,
): [AnyMachineSnapshot, ResolvedAction[]] {
  const actions: ResolvedAction[] = [];
  const next: AnyMachineSnapshot = machine.transition(snapshot, event, {
    self,
    system: self.system,
    id: "",
    sessionId: "",
    logger: ignore,
    defer: ignore,
    stopChild: ignore,
    emit: ignore,
    actionExecutor: (action) => void actions.push(action),
  });
  return [next, actions];
}

const ignore = (): void => undefined;

interface Finished {
  readonly snapshot: AnyMachineSnapshot;
  readonly effects: readonly MachineEffect[];
}

/** Collect the effects of a macrostep, then of one more for each event the chart sent itself meanwhile. */
function finish(chart: Chart, first: AnyMachineSnapshot, firstActions: readonly ResolvedAction[]): Finished {
  const effects: MachineEffect[] = [];
  const toSelf: MachineEvent[] = [];
  let snapshot = first;
  let actions = firstActions;
  for (let turn = 0; turn < MICROSTEPS_MAX; turn += 1) {
    if (snapshot.status === "error") throw snapshot.error;
    for (const action of actions) {
      const read = readAction(chart, action);
      if (read.kind === "effect") effects.push(read.effect);
      if (read.kind === "self") toSelf.push(read.event);
    }
    const event = toSelf.shift();
    if (event === undefined || snapshot.status !== "active") return { snapshot, effects };
    [snapshot, actions] = macrostep(chart, snapshot, event);
  }
  throw new Error(`the chart sent itself more than ${MICROSTEPS_MAX} events in one step`);
}

function settle(chart: Chart, { snapshot, effects }: Finished, before: JsonObject): Stepped {
  for (const [id, child] of Object.entries(snapshot.children)) {
    const src = sourceOf(child);
    // `spawn` leaves no action behind, so its child would be kept but nobody would ever do its work.
    if (!chart.invokes.get(id)?.has(src)) throw new Error(`spawn of ${src} as ${id}: only invoke is durable`);
  }
  const settled: AnyMachineSnapshot = Object.assign({}, snapshot, {
    context: settleContext(snapshot.context, before),
    output: snapshot.output === undefined ? undefined : toJson(snapshot.output, "output"),
  });
  return { kind: "stepped", snapshot: seal(settled), effects, status: statusOf(settled) };
}

/** Take `step` out again, and make the rest JSON. What is the same value as before has been checked before. */
function settleContext(context: Readonly<Record<string, unknown>>, before: JsonObject): JsonObject {
  const settled: Record<string, Json> = {};
  for (const key of Object.keys(context).toSorted()) {
    if (key === "step") continue;
    const value = context[key];
    const known = before[key];
    if (known !== undefined && known === value) settled[key] = known;
    else if (value !== undefined) Object.assign(settled, toJson({ [key]: value }, "context"));
  }
  return Object.freeze(settled);
}

/** XState's own types may reach the chart only as a due timer, or as the outcome of an activity that is running. */
function mayArrive(chart: Chart, { children }: AnyMachineSnapshot, type: string): boolean {
  const outcome = outcomeOf(type);
  if (outcome) return Object.hasOwn(children, outcome.id);
  return isReservedType(type)
    ? type.startsWith("xstate.after.")
    : Object.hasOwn(chart.definition.events, type);
}

/** An activity that reported its outcome is over: leaving its state must not stop it again. */
function withoutFinished(snapshot: AnyMachineSnapshot, type: string): AnyMachineSnapshot {
  const outcome = outcomeOf(type);
  if (!outcome) return snapshot;
  const { [outcome.id]: _finished, ...children } = snapshot.children;
  return { ...snapshot, children };
}

function refuse(chart: Chart, snapshot: AnyMachineSnapshot, guards: readonly string[]): Refused {
  return { kind: "refused", guards, listening: listeningTypes(chart, activeStates(snapshot)) };
}

function namesOfNo(chart: Chart, snapshot: AnyMachineSnapshot, event: MachineEvent): readonly string[] {
  const asked = askedTransitions(chart, snapshot, event.type);
  return [...new Set(asked.flatMap(({ guard }) => judgeGuard({ chart, snapshot, event }, guard).names))];
}

function orThrew<Result>(chart: Chart, type: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw new MachineThrew(chart.definition.name, type, error);
  }
}
