import { PAUSE_TIMER, RESUME_TIMER, SIGNAL } from "../../workflows/workflow.ts";
import type { WorkflowDefinition } from "../../workflows/workflow.ts";
import type { Seen } from "./check-definition.ts";
import { isRecord } from "./json.ts";
import { addressesSelf, isBuiltinAction, readAction } from "./read-action.ts";
import type { ActionShape } from "./read-action.ts";
import { isAfterType, isReservedType } from "./reserved.ts";

/** What is wrong with a state's actions: only what a worker or the engine can carry out from a row is allowed. */
export function checkActions(
  definition: WorkflowDefinition,
  actions: readonly unknown[],
  seen: Seen,
): readonly string[] {
  return actions.flatMap((action) => [...checkAction(definition, readAction(action), seen)]);
}

type Timed = Extract<ActionShape, { kind: "raise" | "sendTo" }>;

function* checkAction(definition: WorkflowDefinition, shape: ActionShape, seen: Seen): Iterable<string> {
  switch (shape.kind) {
    case "named":
      yield* checkNamed(definition, shape.name, seen);
      return;
    case "raise":
      yield* checkTimed(definition, shape, seen);
      return;
    case "sendTo":
      if (!addressesSelf(shape.to)) yield `sendTo ${describeTarget(shape.to)}; use signal for another chart`;
      yield* checkTimed(definition, shape, seen);
      return;
    case "enqueueActions":
      seen.computesActions = true;
      return;
    case "inline":
      yield `the action ${shape.name} is an inline function; name an effect`;
      return;
    case "foreign":
      yield `the action ${shape.type} is not supported`;
      return;
    case "assign":
    case "cancel":
    case "emit":
      return;
  }
}

function* checkNamed(definition: WorkflowDefinition, name: string, seen: Seen): Iterable<string> {
  const implementation: unknown = definition.machine.implementations.actions?.[name];
  const isDeclared =
    Object.hasOwn(definition.effects, name) || [SIGNAL, PAUSE_TIMER, RESUME_TIMER].includes(name);
  if (!isBuiltinAction(implementation)) {
    if (!isDeclared) yield `the action ${name} is not a declared effect`;
    return;
  }
  // The machine gives this name to one of XState's own actions, which it resolves within the step.
  if (isDeclared) yield `the effect ${name} is also one of XState's actions in the machine's setup`;
  for (const problem of checkAction(definition, readAction(implementation), seen))
    yield `action ${name}: ${problem}`;
}

function* checkTimed(
  definition: WorkflowDefinition,
  { kind, event, id, delay }: Timed,
  seen: Seen,
): Iterable<string> {
  const type = isRecord(event) && typeof event["type"] === "string" ? event["type"] : undefined;
  if (typeof id === "string") seen.timers.add(id);
  if (type !== undefined && isAfterType(type) && type === id) return;

  if (type !== undefined && isReservedType(type)) yield `${kind} of the reserved type ${type}`;
  if (delay === undefined) {
    if (id !== undefined) yield `${kind} of ${type ?? "an event"} has an id but no delay`;
  } else {
    if (typeof id !== "string" || id === "")
      yield `delayed ${kind} of ${type ?? "an event"} without an explicit id`;
    if (typeof delay === "string" && definition.machine.implementations.delays?.[delay] === undefined) {
      yield `delayed ${kind} names the delay ${delay}, which the machine does not provide`;
    }
  }
  const mustBeDeclared = delay !== undefined || kind === "sendTo";
  if (
    mustBeDeclared &&
    type !== undefined &&
    !isReservedType(type) &&
    !Object.hasOwn(definition.events, type)
  ) {
    yield `${kind} of ${type}, which is not declared in events`;
  }
}

function describeTarget(to: unknown): string {
  return typeof to === "string" ? `to ${to}` : "to another actor";
}
