import type { AnyStateMachine, AnyStateNode } from "xstate";
import type { Role, StateMeta } from "../../workflows/workflow.ts";

/** One way out of a state, as XState keeps it. */
export interface Transition {
  readonly source: AnyStateNode;
  readonly eventType: string;
  readonly guard?: unknown;
  readonly target?: readonly AnyStateNode[] | undefined;
  readonly actions: readonly unknown[];
  readonly reenter: boolean;
}

/** Every state of the chart, parents before children, in document order. */
export function allStates(machine: AnyStateMachine): readonly AnyStateNode[] {
  return withDescendants(machine.root);
}

/** The path a person reads, such as `inquiry.triage`; the root is `(root)`. */
export function pathOf(state: AnyStateNode): string {
  return state.path.length === 0 ? "(root)" : state.path.join(".");
}

/** Is this state `outer` itself, or somewhere inside it? */
export function isWithin(state: AnyStateNode, outer: AnyStateNode): boolean {
  for (let at: AnyStateNode | undefined = state; at; at = at.parent) if (at === outer) return true;
  return false;
}

export function childrenOf(state: AnyStateNode): readonly AnyStateNode[] {
  return Object.values(state.states);
}

/** Whose act leads out of this state, as its `meta` says. */
export function turnOf(state: AnyStateNode): Role | undefined {
  return (state.meta as StateMeta | undefined)?.turn;
}

/** Everything this state listens to, by event descriptor. */
export function transitionsOf(state: AnyStateNode): ReadonlyMap<string, readonly Transition[]> {
  return state.transitions;
}

export function alwaysOf(state: AnyStateNode): readonly Transition[] {
  return state.always ?? [];
}

/** Does an `on` key take this event type? `seat.*` takes `seat` and `seat.offered`; `*` takes all. */
export function descriptorTakes(descriptor: string, type: string): boolean {
  if (descriptor === type || descriptor === "*") return true;
  if (!descriptor.endsWith(".*")) return false;
  const prefix = descriptor.slice(0, -2);
  return type === prefix || type.startsWith(`${prefix}.`);
}

/** The transitions of one state that XState asks for an event, in its order: exact first, then longest wildcard. */
export function candidatesOf(state: AnyStateNode, type: string): readonly Transition[] {
  return [...transitionsOf(state)]
    .filter(([descriptor]) => descriptorTakes(descriptor, type))
    .sort(([a], [b]) => Number(b === type) - Number(a === type) || b.length - a.length)
    .flatMap(([, transitions]) => transitions)
    .filter((transition) => transition !== undefined);
}

/**
 * `on: { "seat.offered": undefined }` forbids an event: it stops an ancestor from taking it. An empty object, in
 * contrast, takes the event and changes nothing, for what is only to be remembered.
 */
export function isForbidden(transition: Transition): boolean {
  const on: unknown = transition.source.config.on;
  return (
    typeof on === "object" &&
    on !== null &&
    Object.hasOwn(on, transition.eventType) &&
    Object.entries(on).some(([type, config]) => type === transition.eventType && config === undefined)
  );
}

function withDescendants(state: AnyStateNode): readonly AnyStateNode[] {
  return [state, ...childrenOf(state).flatMap(withDescendants)];
}
