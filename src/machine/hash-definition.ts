import type { AnyStateNode } from "xstate";
import { z } from "zod";
import type { WorkflowDefinition } from "../../workflows/workflow.ts";
import { canonicalJson, sha256 } from "../lib/canonical.ts";
import { isRecord } from "./json.ts";
import { readAction } from "./read-action.ts";
import { guardText, readGuard } from "./read-guard.ts";
import { allStates, alwaysOf, childrenOf, isForbidden, pathOf, transitionsOf } from "./states.ts";
import type { Transition } from "./states.ts";

/**
 * SHA-256 in hex over what a running instance depends on: the chart's structure and the declared events, timers, effects
 * and activities. Function bodies are not in it, because compilers rewrite them; nor are titles, meanings and
 * descriptions, so that correcting a sentence is not a new version.
 */
export function hashDefinition(definition: WorkflowDefinition): string {
  return sha256(canonicalJson(structureOf(definition)));
}

/**
 * The same structure in named parts, each with the first 12 hex digits of its own hash: what tells *where* two
 * definitions of one version differ.
 */
export function definitionParts(definition: WorkflowDefinition): Record<string, string> {
  const { events, timers, effects, activities, actions, guards, ...rest } = structureOf(definition);
  const { input, opens, context, delays } = rest;
  const parts: Record<string, unknown> = { input, opens, context, delays };
  const sections = {
    event: events,
    timer: timers,
    effect: effects,
    activity: activities,
    action: actions,
    guard: guards,
  };
  for (const [kind, section] of Object.entries(sections)) {
    for (const [name, part] of Object.entries<unknown>(section)) parts[`${kind} ${name}`] = part;
  }
  for (const state of allStates(definition.machine)) {
    // A state without what is below it: its children are parts of their own.
    const { states, ...own } = stateOf(state) as { states: { key: string }[] };
    parts[`state ${pathOf(state) || "(root)"}`] = { ...own, states: states.map(({ key }) => key) };
  }
  return mapValues(parts, (part) => sha256(canonicalJson(part)).slice(0, 12));
}

function structureOf(definition: WorkflowDefinition) {
  const { machine, events, effects, activities } = definition;
  return {
    name: definition.name,
    version: definition.version,
    input: schemaOf(definition.input),
    opens: definition.opens,
    timers: definition.timers,
    events: mapValues(events, ({ schema, who, facts }) => ({ schema: schemaOf(schema), who, facts })),
    effects: mapValues(effects, ({ schema, lane, after }) => ({ schema: schemaOf(schema), lane, after })),
    activities: mapValues(activities, ({ input, output }) => ({
      input: schemaOf(input),
      output: schemaOf(output),
    })),
    chart: stateOf(machine.root),
    context: plain(machine.config.context),
    actions: mapValues(machine.implementations.actions ?? {}, actionOf),
    guards: mapValues(machine.implementations.guards ?? {}, guardOf),
    delays: plain(machine.implementations.delays),
  };
}

/** Children are a list: their order is the document order, which decides the order of effects. */
function stateOf(state: AnyStateNode): unknown {
  return {
    key: state.key,
    id: state.id,
    type: state.type,
    history: state.history,
    historyTarget: plain(state.config.target),
    initial: childrenOf(state).length > 0 && state.initial ? transitionOf(state.initial) : undefined,
    entry: state.entry.map(actionOf),
    exit: state.exit.map(actionOf),
    tags: state.tags,
    output: plain(state.output),
    invoke: state.invoke.map(({ id, src, input }: { id: string; src: unknown; input?: unknown }) => ({
      id,
      src: String(src),
      input: plain(input),
    })),
    transitions: [...transitionsOf(state)].map(([type, ways]) => [
      type,
      ways.map((way) => [transitionOf(way), isForbidden(way)]),
    ]),
    always: alwaysOf(state).map(transitionOf),
    states: childrenOf(state).map(stateOf),
  };
}

function transitionOf({
  guard,
  target,
  actions,
  reenter,
}: Omit<Transition, "source" | "eventType">): unknown {
  return {
    guard: guard === undefined ? undefined : guardOf(guard),
    target: target?.map((state) => state.id),
    actions: actions.map(actionOf),
    reenter,
  };
}

function actionOf(action: unknown): unknown {
  return plain(readAction(action), ["name"]);
}

function guardOf(guard: unknown): unknown {
  const shape = readGuard(guard);
  return [
    shape.kind === "inline" ? FUNCTION : guardText(guard),
    "params" in shape ? plain(shape.params) : undefined,
  ];
}

const FUNCTION = "(function)";

/** JSON with a marker for each function, whatever the compiler called it. */
function plain(value: unknown, keep: readonly string[] = []): unknown {
  if (typeof value === "function") return FUNCTION;
  if (Array.isArray(value)) return value.map((item) => plain(item));
  if (!isRecord(value)) return value;
  // An inline function's name is the compiler's choice.
  if (value["kind"] === "inline" && keep.length > 0) return FUNCTION;
  return mapValues(value, (item) => plain(item));
}

function schemaOf(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    // Words about a field are not its shape: to put them better does not make another definition.
    override: ({ jsonSchema }) => delete jsonSchema.description,
  });
}

function mapValues<Value, Result>(record: Readonly<Record<string, Value>>, change: (value: Value) => Result) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
