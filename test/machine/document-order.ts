import type { AnyStateNode, StateValue } from "xstate";

/**
 * XState asks parallel regions in the order they were entered. The port always keeps to document order, as SCXML does, so
 * once a snapshot stands in another order the two may differ.
 */
export function isInDocumentOrder({ _nodes, value }: { _nodes: AnyStateNode[]; value: StateValue }): boolean {
  const leaves = _nodes.filter(({ states }) => Object.keys(states).length === 0);
  return (
    leaves.every(({ order }, index) => index === 0 || order > (leaves[index - 1]?.order ?? 0)) &&
    _nodes.every((state) => hasRegionsInOrder(valueAt(value, state), state))
  );
}

function hasRegionsInOrder(value: StateValue, { states }: AnyStateNode): boolean {
  if (typeof value === "string") return true;
  const documented = Object.keys(states).filter((key) => key in value);
  return Object.keys(value).join() === documented.join();
}

function valueAt(value: StateValue, state: AnyStateNode): StateValue {
  let at = value;
  for (const key of state.path) at = (typeof at === "string" ? undefined : at[key]) ?? {};
  return at;
}
