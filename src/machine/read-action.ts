import { SpecialTargets } from "xstate";
import { isRecord } from "./json.ts";

/**
 * What an action in a chart is, seen from outside. XState's creators return functions whose own properties hold the
 * arguments; only `type` of them is public, so this file alone knows the rest.
 */
export type ActionShape =
  | { readonly kind: "named"; readonly name: string; readonly params: unknown }
  | { readonly kind: "assign"; readonly assignment: unknown }
  | { readonly kind: "raise"; readonly event: unknown; readonly id: unknown; readonly delay: unknown }
  | {
      readonly kind: "sendTo";
      readonly to: unknown;
      readonly event: unknown;
      readonly id: unknown;
      readonly delay: unknown;
    }
  | { readonly kind: "cancel"; readonly sendId: unknown }
  | { readonly kind: "emit"; readonly event: unknown }
  | { readonly kind: "enqueueActions" }
  | { readonly kind: "inline"; readonly name: string }
  | { readonly kind: "foreign"; readonly type: string };

/** Name what an entry of `entry`, `exit` or `actions` does. */
export function readAction(action: unknown): ActionShape {
  if (typeof action === "string") return { kind: "named", name: action, params: undefined };
  if (typeof action === "function") return readFunction(action);
  if (isRecord(action) && typeof action["type"] === "string") {
    return { kind: "named", name: action["type"], params: action["params"] };
  }
  return { kind: "foreign", type: String(action) };
}

/** Is it one of XState's own actions, rather than code of the chart's author? */
export function isBuiltinAction(implementation: unknown): boolean {
  return typeof implementation === "function" && "resolve" in implementation;
}

/** The one actor a chart may address is itself. */
export function addressesSelf(to: unknown): boolean {
  // A function is asked at run time, when it knows the actor.
  return typeof to === "function" || to === SpecialTargets.Internal;
}

// A function's properties are not in its type: XState puts the creator's arguments there.
function readFunction(action: object): ActionShape {
  const own: Readonly<Record<string, unknown>> = { ...action };
  if (!("resolve" in own)) return { kind: "inline", name: nameOf(action) };
  switch (own["type"]) {
    case "xstate.assign":
      return { kind: "assign", assignment: own["assignment"] };
    case "xstate.raise":
      return { kind: "raise", event: own["event"], id: own["id"], delay: own["delay"] };
    case "xstate.sendTo":
      return { kind: "sendTo", to: own["to"], event: own["event"], id: own["id"], delay: own["delay"] };
    case "xstate.cancel":
      return { kind: "cancel", sendId: own["sendId"] };
    case "xstate.emit":
      return { kind: "emit", event: own["event"] };
    case "xstate.enqueueActions":
      return { kind: "enqueueActions" };
    default:
      return { kind: "foreign", type: String(own["type"]) };
  }
}

function nameOf(action: object): string {
  return "name" in action && typeof action.name === "string" && action.name !== ""
    ? action.name
    : "anonymous";
}
