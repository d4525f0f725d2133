import { and, not, or, stateIn } from "xstate";
import { isRecord } from "./json.ts";

/** What a guard in a chart is, seen from outside. Combined guards keep their parts in own properties. */
export type GuardShape =
  | { readonly kind: "named"; readonly name: string; readonly params: unknown }
  | { readonly kind: "and" | "or"; readonly guards: readonly unknown[] }
  | { readonly kind: "not"; readonly guard: unknown }
  | { readonly kind: "stateIn"; readonly state: unknown; readonly name: string }
  | { readonly kind: "inline"; readonly name: string };

/** XState tells its combined guards apart by the function that checks them. */
const CHECKS = {
  and: checkOf(and([])),
  or: checkOf(or([])),
  not: checkOf(not(() => true)),
  stateIn: checkOf(stateIn("")),
};

export function readGuard(guard: unknown): GuardShape {
  if (typeof guard === "string") return { kind: "named", name: guard, params: undefined };
  if (typeof guard === "function") return readFunction(guard);
  if (isRecord(guard) && typeof guard["type"] === "string") {
    return { kind: "named", name: guard["type"], params: guard["params"] };
  }
  return { kind: "inline", name: String(guard) };
}

/** A guard as a person would write it: `and(isOpen, not(isFull))`. */
export function guardText(guard: unknown): string {
  const shape = readGuard(guard);
  switch (shape.kind) {
    case "named":
    case "inline":
    case "stateIn":
      return shape.name;
    case "and":
    case "or":
      return `${shape.kind}(${shape.guards.map(guardText).join(", ")})`;
    case "not":
      return `not(${guardText(shape.guard)})`;
  }
}

function readFunction(guard: object): GuardShape {
  const own: Readonly<Record<string, unknown>> = { ...guard };
  const parts: readonly unknown[] = Array.isArray(own["guards"]) ? own["guards"] : [];
  switch (own["check"]) {
    case undefined:
      break;
    case CHECKS.and:
      return { kind: "and", guards: parts };
    case CHECKS.or:
      return { kind: "or", guards: parts };
    case CHECKS.not:
      return { kind: "not", guard: parts[0] };
    case CHECKS.stateIn: {
      const state = own["stateValue"];
      return {
        kind: "stateIn",
        state,
        name: `stateIn(${typeof state === "string" ? state : JSON.stringify(state)})`,
      };
    }
  }
  return { kind: "inline", name: "name" in guard && guard.name !== "" ? String(guard.name) : "anonymous" };
}

function checkOf(guard: object): unknown {
  return "check" in guard ? guard.check : undefined;
}
