import type { AnyStateMachine } from "xstate";
import { readGuard } from "./read-guard.ts";

/** Guards must have names, so that a refusal can say which one said no. */
export function checkGuards(
  machine: AnyStateMachine,
  guard: unknown,
  within: readonly string[] = [],
): readonly string[] {
  if (guard === undefined) return [];
  const shape = readGuard(guard);
  switch (shape.kind) {
    case "inline":
      return [`the guard ${shape.name} is an inline function; give it a name in setup`];
    case "and":
    case "or":
      return shape.guards.flatMap((part) => checkGuards(machine, part, within));
    case "not":
      return checkGuards(machine, shape.guard, within);
    case "stateIn":
      return checkStateIn(machine, shape.state);
    case "named": {
      const implementation: unknown = machine.implementations.guards?.[shape.name];
      if (implementation === undefined) return [`the guard ${shape.name} is not implemented`];
      if (within.includes(shape.name)) return [`the guard ${shape.name} refers to itself`];
      const isLeaf = typeof implementation === "function" && !("check" in implementation);
      return isLeaf ? [] : checkGuards(machine, implementation, [...within, shape.name]);
    }
  }
}

function checkStateIn(machine: AnyStateMachine, state: unknown): readonly string[] {
  if (typeof state !== "string" || !state.startsWith("#")) return [];
  try {
    machine.getStateNodeById(state);
    return [];
  } catch {
    return [`stateIn refers to ${state}, which does not exist`];
  }
}
