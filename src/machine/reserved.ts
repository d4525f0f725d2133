/**
 * Event types that only the engine may apply. Ingress refuses them: `transition()` of XState takes a forged
 * `xstate.after…` or `xstate.done.actor…` from anybody.
 */
export function isReservedType(type: string): boolean {
  return type === "" || type.includes("*") || type.startsWith("xstate.") || type.startsWith("convoke.");
}

const DONE = "xstate.done.actor.";
const FAILED = "xstate.error.actor.";
const AFTER = "xstate.after.";

/** The event that tells a chart that the activity it invoked under `id` is done. */
export function activityDone<Output>(id: string, output: Output) {
  return { type: `${DONE}${id}`, output, actorId: id };
}

/** The event that tells a chart that the activity it invoked under `id` has failed for good. */
export function activityFailed<Reason>(id: string, error: Reason) {
  return { type: `${FAILED}${id}`, error, actorId: id };
}

export function isAfterType(type: string): boolean {
  return type.startsWith(AFTER);
}

/** The invoke id an outcome event belongs to, and whether it failed; undefined for every other event. */
export function outcomeOf(type: string): { readonly id: string; readonly failed: boolean } | undefined {
  if (type.startsWith(DONE)) return { id: type.slice(DONE.length), failed: false };
  if (type.startsWith(FAILED)) return { id: type.slice(FAILED.length), failed: true };
  return undefined;
}
