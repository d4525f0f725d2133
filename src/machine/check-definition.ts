import type { AnyStateNode } from "xstate";
import { PAUSE_TIMER, RESUME_TIMER, SIGNAL } from "../../workflows/workflow.ts";
import type { WorkflowDefinition } from "../../workflows/workflow.ts";
import { checkActions } from "./check-actions.ts";
import { checkGuards } from "./check-guards.ts";
import { isRecord, toJson } from "./json.ts";
import { isReservedType } from "./reserved.ts";
import {
  allStates,
  alwaysOf,
  childrenOf,
  descriptorTakes,
  isWithin,
  pathOf,
  transitionsOf,
} from "./states.ts";
import type { Transition } from "./states.ts";

/**
 * All that would keep the engine from running a chart faithfully, each with the state it is in. What can only be seen
 * while it runs (the content of `enqueueActions`, computed events) throws in its step instead.
 */
export function findProblems(definition: WorkflowDefinition): readonly string[] {
  const states = allStates(definition.machine);
  const timers = new Set<string>();
  const seen: Seen = { timers, computesActions: false };
  return [
    ...checkNames(definition),
    ...states.flatMap((state) => checkState(definition, state, seen)),
    ...checkInvokeIds(states),
    ...checkTimers(definition, seen),
    ...checkContext(definition),
  ];
}

/** What the walk over the states comes by, for the checks that need all of it. */
export interface Seen {
  readonly timers: Set<string>;
  /** Some actions are known only at run time, so a timer that nobody seems to use may still be. */
  computesActions: boolean;
}

function* checkNames({
  events,
  effects,
  opens,
  timers,
  deadlines = {},
  moves,
}: WorkflowDefinition): Iterable<string> {
  for (const id of Object.keys(deadlines)) {
    if (!Object.hasOwn(timers, id)) yield `deadlines: the timer ${id} is not declared`;
  }
  for (const type of Object.values(moves ?? {}).flat()) {
    if (!Object.hasOwn(events, type)) yield `moves: the event ${type} is not declared`;
  }
  for (const type of Object.keys(events)) {
    if (isReservedType(type)) yield `events: the type ${JSON.stringify(type)} is reserved`;
  }
  for (const type of opens) {
    if (!Object.hasOwn(events, type)) yield `opens: the event ${type} is not declared`;
  }
  for (const name of Object.keys(effects)) {
    if ([SIGNAL, PAUSE_TIMER, RESUME_TIMER].includes(name) || isReservedType(name)) {
      yield `effects: the name ${JSON.stringify(name)} is reserved`;
    }
  }
}

function checkState(definition: WorkflowDefinition, state: AnyStateNode, seen: Seen): readonly string[] {
  const transitions = [...[...transitionsOf(state).values()].flat(), ...alwaysOf(state)];
  const initial: readonly unknown[] = childrenOf(state).length > 0 ? state.initial.actions : [];
  const actions = [...state.entry, ...state.exit, ...initial, ...transitions.flatMap((way) => way.actions)];
  const problems = [
    ...(state.config.route === undefined ? [] : ["route is not supported; use an event"]),
    ...checkInvokes(definition, state),
    ...checkListening(definition, state),
    ...checkDelays(definition, state),
    ...transitions.flatMap((way) => nameWay(way, checkGuards(definition.machine, way.guard))),
    ...checkActions(definition, actions, seen),
  ];
  return problems.map((problem) => `${pathOf(state)}: ${problem}`);
}

function nameWay(way: Transition, problems: readonly string[]): readonly string[] {
  return problems.map((problem) => `on ${way.eventType || "always"}: ${problem}`);
}

function* checkInvokes({ activities }: WorkflowDefinition, state: AnyStateNode): Iterable<string> {
  const config: unknown = state.config.invoke;
  const invokes: readonly unknown[] = config === undefined ? [] : Array.isArray(config) ? config : [config];
  for (const invoke of invokes) {
    if (!isRecord(invoke)) continue;
    const { id, src, systemId, onSnapshot } = invoke;
    if (typeof src !== "string") {
      yield "invoke of inline logic; name a declared activity";
      continue;
    }
    if (!Object.hasOwn(activities, src)) yield `invoke of ${src}, which is not a declared activity`;
    if (typeof id !== "string" || id === "") yield `invoke of ${src} without an explicit id`;
    if (systemId !== undefined) yield `invoke of ${src} with a systemId; charts talk by signal`;
    if (onSnapshot !== undefined) yield `invoke of ${src} with onSnapshot; an activity has no snapshots`;
  }
}

function* checkListening({ events }: WorkflowDefinition, state: AnyStateNode): Iterable<string> {
  const declared = Object.keys(events);
  for (const descriptor of transitionsOf(state).keys()) {
    if (descriptor.startsWith("xstate.") || descriptor === "*") continue;
    if (!declared.some((type) => descriptorTakes(descriptor, type))) {
      yield `listens to ${descriptor}, which is not declared in events`;
    }
  }
}

function* checkDelays({ machine }: WorkflowDefinition, state: AnyStateNode): Iterable<string> {
  for (const delay of Object.keys(state.config.after ?? {})) {
    // XState raises an event with an unknown delay at once.
    if (Number.isNaN(Number(delay)) && machine.implementations.delays?.[delay] === undefined) {
      yield `after ${delay}, which is not a number of ms nor a delay the machine provides`;
    }
  }
}

/** Two running activities under one id would overwrite each other. */
function* checkInvokeIds(states: readonly AnyStateNode[]): Iterable<string> {
  const users = new Map<string, AnyStateNode[]>();
  for (const state of states) {
    for (const { id } of state.invoke) {
      const others = users.get(id) ?? [];
      const other = others.find((candidate) => mayBeActiveTogether(candidate, state));
      if (other)
        yield `${pathOf(state)}: invoke id ${id} is also in ${pathOf(other)}, which may be active with it`;
      users.set(id, [...others, state]);
    }
  }
}

function mayBeActiveTogether(a: AnyStateNode, b: AnyStateNode): boolean {
  if (isWithin(a, b) || isWithin(b, a)) return true;
  let common: AnyStateNode | undefined = a.parent;
  while (common && !isWithin(b, common)) common = common.parent;
  return common?.type === "parallel";
}

function* checkTimers({ timers }: WorkflowDefinition, seen: Seen): Iterable<string> {
  if (seen.computesActions) return;
  for (const id of Object.keys(timers)) {
    if (!seen.timers.has(id)) yield `timers: no delayed raise has the id ${id}`;
  }
}

function* checkContext({ machine }: WorkflowDefinition): Iterable<string> {
  const context: unknown = machine.config.context;
  if (context === undefined || typeof context === "function") return;
  try {
    toJson(context, "context");
  } catch (error) {
    yield error instanceof Error ? error.message : String(error);
  }
}
