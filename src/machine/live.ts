import type { AnyMachineSnapshot, AnyStateNode, StateValue } from "xstate";
import type { LiveSnapshot, MachineStatus } from "./port.ts";

// The one place where the opaque type of the port and XState's own meet.
export function open(live: LiveSnapshot): AnyMachineSnapshot {
  return live as unknown as AnyMachineSnapshot;
}

/**
 * Close a snapshot in document order. XState keeps active states in the order they were entered and asks parallel
 * regions in that order, which a restore cannot know; sorted, a step decides the same before and after one.
 */
export function seal(snapshot: AnyMachineSnapshot): LiveSnapshot {
  const sealed: AnyMachineSnapshot = {
    ...snapshot,
    _nodes: activeStates(snapshot).toSorted((a, b) => a.order - b.order),
    value: inDocumentOrder(snapshot.machine.root, snapshot.value),
  };
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
