import { createActor, StateMachine } from "xstate";
import type {
  ActorLogic,
  AnyActorRef,
  AnyEventObject,
  AnyStateMachine,
  AnyStateNode,
  Snapshot,
} from "xstate";
import type { WorkflowDefinition } from "../../workflows/workflow.ts";
import { allStates, candidatesOf, isForbidden } from "./states.ts";
import type { Transition } from "./states.ts";

/** A checked definition, made ready to be stepped. */
export interface Chart {
  readonly definition: WorkflowDefinition;
  readonly machine: AnyStateMachine;
  /** Stands for the running actor that XState wants to see in a step; it is never started, and remembers nothing. */
  readonly self: AnyActorRef;
  /** Every state by its id, history states included. */
  readonly states: ReadonlyMap<string, AnyStateNode>;
  /** Activity names by invoke id. */
  readonly invokes: ReadonlyMap<string, ReadonlySet<string>>;
  /** What a state would ask its guards for, in order. */
  candidates(state: AnyStateNode, type: string): readonly Transition[];
}

/** More microsteps or messages to itself than this in one step are an endless loop. XState's default is no limit. */
export const MICROSTEPS_MAX = 1_000;

/** Make the chart runnable: activities become placeholders, and the context factory learns about the step. */
export function prepareChart(definition: WorkflowDefinition): Chart {
  const { machine } = definition;
  const prepared: AnyStateMachine = new StateMachine(
    { ...machine.config, context: contextWithStep(machine) },
    { ...machine.implementations, actors: placeholders(definition) },
  );
  prepared.options = {
    ...machine.options,
    maxIterations: Math.min(machine.options.maxIterations ?? MICROSTEPS_MAX, MICROSTEPS_MAX),
  };

  return {
    definition,
    machine: prepared,
    self: createActor(prepared),
    states: new Map(allStates(prepared).map((state) => [state.id, state])),
    invokes: invokesOf(prepared),
    candidates: candidateTable(definition, prepared),
  };
}

// XState evaluates the factory with no input once more on every transition, for an actor that it throws away. Throwing
// here ends that early (XState catches it), so a factory never sees undefined input, and a step costs less. One
// error for all, because a stack trace is what makes throwing expensive.
const NO_INPUT = new Error("No input: XState made an actor that nobody uses");

function contextWithStep(machine: AnyStateMachine) {
  const made: unknown = machine.config.context;
  return (args: { input?: { step?: unknown } }) => {
    if (args.input === undefined) throw NO_INPUT;
    const context: unknown = typeof made === "function" ? made(args) : made;
    return { ...(typeof context === "object" ? context : {}), step: args.input.step };
  };
}

type Running = Snapshot<undefined>;
export const RUNNING: Running = { status: "active", output: undefined, error: undefined };

/**
 * Stands in for an activity. XState keeps a child only if its logic is there; this one has nothing to remember,
 * because a worker does the work and its input travels in the effect.
 */
const PLACEHOLDER: ActorLogic<Running, AnyEventObject> = {
  transition: () => RUNNING,
  getInitialSnapshot: () => RUNNING,
  getPersistedSnapshot: () => RUNNING,
  restoreSnapshot: () => RUNNING,
};

function placeholders(definition: WorkflowDefinition) {
  return Object.fromEntries(Object.keys(definition.activities).map((name) => [name, PLACEHOLDER]));
}

function invokesOf(machine: AnyStateMachine): ReadonlyMap<string, ReadonlySet<string>> {
  const invokes = new Map<string, Set<string>>();
  for (const state of allStates(machine)) {
    for (const { id, src } of state.invoke) {
      if (typeof src === "string") invokes.set(id, (invokes.get(id) ?? new Set()).add(src));
    }
  }
  return invokes;
}

function candidateTable({ events }: WorkflowDefinition, machine: AnyStateMachine): Chart["candidates"] {
  const table = new Map<AnyStateNode, Map<string, readonly Transition[]>>();
  for (const state of allStates(machine)) {
    table.set(state, new Map(Object.keys(events).map((type) => [type, candidatesOf(state, type)])));
  }
  // Types that are not declared are XState's own, few a step; only declared ones are asked for in bulk.
  return (state, type) => table.get(state)?.get(type) ?? candidatesOf(state, type);
}

/** Types of declared events that one of these states listens to, whatever its guards say. */
export function listeningTypes(chart: Chart, states: readonly AnyStateNode[]): readonly string[] {
  return Object.keys(chart.definition.events).filter((type) =>
    states.some((state) => chart.candidates(state, type).some((transition) => !isForbidden(transition))),
  );
}
