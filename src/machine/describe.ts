import type { AnyStateNode } from "xstate";
import type { Role, TimerRule, WorkflowDefinition } from "../../workflows/workflow.ts";
import { isRecord } from "./json.ts";
import { readAction } from "./read-action.ts";
import { guardText } from "./read-guard.ts";
import { allStates, alwaysOf, childrenOf, isForbidden, pathOf, transitionsOf } from "./states.ts";
import type { Transition } from "./states.ts";

/** A chart as data, for those who show it. Paths are as in `Projection`: keys below the root, joined by dots. */
export interface ChartDescription {
  readonly name: string;
  readonly version: number;
  readonly title: string;
  readonly events: readonly {
    readonly type: string;
    readonly meaning: string;
    readonly who: readonly Role[];
  }[];
  readonly states: readonly StateDescription[];
  readonly transitions: readonly TransitionDescription[];
  readonly invokes: readonly { readonly state: string; readonly id: string; readonly activity: string }[];
  readonly timers: readonly TimerDescription[];
}

interface StateDescription {
  readonly path: string;
  readonly type: "atomic" | "compound" | "parallel" | "final" | "history";
  readonly tags: readonly string[];
  /** Path of the child that is entered first. */
  readonly initial: string | null;
  readonly states: readonly StateDescription[];
}

interface TransitionDescription {
  readonly from: string;
  /** Null for a transition taken without an event. */
  readonly event: string | null;
  readonly guard: string | null;
  /** Paths of the targets; empty when no state is left. */
  readonly to: readonly string[];
}

interface TimerDescription {
  readonly id: string;
  /** Type of the event it sends; null when the chart computes it. */
  readonly event: string | null;
  /** Path of the state that arms it. */
  readonly state: string;
  readonly rule: TimerRule | null;
  /** Milliseconds, when there is no rule and the chart does not compute them. */
  readonly delayMs: number | null;
}

/** Tell what a workflow's chart looks like. The definition need not be loadable. */
export function describe(definition: WorkflowDefinition): ChartDescription {
  const states = allStates(definition.machine);
  return {
    name: definition.name,
    version: definition.version,
    title: definition.title,
    events: Object.entries(definition.events).map(([type, { meaning, who }]) => ({ type, meaning, who })),
    states: childrenOf(definition.machine.root).map(describeState),
    transitions: states.flatMap(describeTransitions),
    invokes: states.flatMap((state) =>
      state.invoke.map(({ id, src }: { id: string; src: unknown }) => ({
        state: pathOf(state),
        id,
        activity: String(src),
      })),
    ),
    timers: states.flatMap((state) => describeTimers(definition, state)),
  };
}

function describeState(state: AnyStateNode): StateDescription {
  const children = childrenOf(state);
  const initial = state.type === "compound" ? state.initial.target[0] : undefined;
  return {
    path: pathOf(state),
    type: state.type,
    tags: state.tags,
    initial: initial ? pathOf(initial) : null,
    states: children.map(describeState),
  };
}

function describeTransitions(state: AnyStateNode): readonly TransitionDescription[] {
  const ways = [...[...transitionsOf(state).values()].flat(), ...alwaysOf(state)];
  return ways
    .filter((way) => !isForbidden(way))
    .map((way) => ({
      from: pathOf(state),
      event: way.eventType || null,
      guard: way.guard === undefined ? null : guardText(way.guard),
      to: way.target?.map(pathOf) ?? [],
    }));
}

function describeTimers(definition: WorkflowDefinition, state: AnyStateNode): readonly TimerDescription[] {
  const ways: readonly Transition[] = [...[...transitionsOf(state).values()].flat(), ...alwaysOf(state)];
  const actions = [...state.entry, ...state.exit, ...ways.flatMap((way) => way.actions)];
  return actions.flatMap((action) => {
    const shape = readAction(resolveName(definition, action));
    if ((shape.kind !== "raise" && shape.kind !== "sendTo") || typeof shape.id !== "string") return [];
    return {
      id: shape.id,
      event: isRecord(shape.event) ? String(shape.event["type"]) : null,
      state: pathOf(state),
      rule: definition.timers[shape.id] ?? null,
      delayMs: typeof shape.delay === "number" ? shape.delay : null,
    };
  });
}

/** A named action may stand for a delayed raise that the machine's setup gives a name. */
function resolveName({ machine }: WorkflowDefinition, action: unknown): unknown {
  const shape = readAction(action);
  return shape.kind === "named" ? (machine.implementations.actions?.[shape.name] ?? action) : action;
}
