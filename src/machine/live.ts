import type { AnyMachineSnapshot, AnyStateNode, StateValue } from "xstate";
import type { LiveSnapshot, MachineStatus } from "./port.ts";

// The one place where the opaque type of the port and XState's own meet.
export function open(live: LiveSnapshot): AnyMachineSnapshot {
  return live as unknown as AnyMachineSnapshot;
}

/**
 * Close a snapshot with its active states in document order. XState keeps them in the order they were entered, and asks
 * parallel regions in that order, which a restore could not know; a step has to decide the same before and after one.
 *
 * Throws when the states do not fit together: XState 5.33 leaves a parallel parent without entering it again when its
 * history is taken for the first time from inside it. The parent's timers and activities are ended then, yet the
 * value says that it is active.
 */
export function seal(snapshot: AnyMachineSnapshot): LiveSnapshot {
  const { root } = snapshot.machine;
  const value = inDocumentOrder(root, snapshot.value);
  const nodes = statesOf(root, value);
  const active = activeStates(snapshot);
  const stray = active.find((state) => !nodes.includes(state));
  if (stray) throw new Error(`the state ${stray.id} is active beside ${JSON.stringify(value)}`);
  const left = nodes.find((state) => !active.includes(state));
  if (left)
    throw new Error(`the state ${left.id} was left and not entered again, though a state in it is active`);

  const sealed: AnyMachineSnapshot = { ...snapshot, _nodes: nodes, value };
  return sealed as unknown as LiveSnapshot;
}

/** `_nodes` is internal to XState but the only list of active states, ancestors included. */
export function activeStates(snapshot: AnyMachineSnapshot): readonly AnyStateNode[] {
  return snapshot._nodes;
}

export function statusOf(snapshot: AnyMachineSnapshot): MachineStatus {
  // A stopped actor never gets here: the port applies no `xstate.stop`.
  return snapshot.status === "stopped" ? "error" : snapshot.status;
}

/** This state and all below it that are active, in document order. */
function statesOf(state: AnyStateNode, value: StateValue | undefined): AnyStateNode[] {
  const inner = Object.entries<StateValue | undefined>(
    typeof value === "string" ? { [value]: {} } : (value ?? {}),
  );
  return [
    state,
    ...inner.flatMap(([key, below]) => {
      const child: AnyStateNode | undefined = state.states[key];
      return child ? statesOf(child, below) : [];
    }),
  ];
}

export function inDocumentOrder(state: AnyStateNode, value: StateValue): StateValue {
  if (typeof value === "string") return value;
  const sorted: Record<string, StateValue> = {};
  for (const [key, child] of Object.entries<AnyStateNode>(state.states)) {
    const inner = value[key];
    if (inner !== undefined) sorted[key] = inDocumentOrder(child, inner);
  }
  return sorted;
}

/** The name of the logic a child actor runs; inline logic has none. */
export function sourceOf(child: unknown): string {
  return typeof child === "object" && child !== null && "src" in child && typeof child.src === "string"
    ? child.src
    : "(inline)";
}
