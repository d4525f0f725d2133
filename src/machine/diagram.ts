import type { AnyStateNode } from "xstate";
import type { WorkflowDefinition } from "../../workflows/workflow.ts";
import { guardText } from "./read-guard.ts";
import { allStates, alwaysOf, childrenOf, isForbidden, isWithin, transitionsOf } from "./states.ts";
import type { Transition } from "./states.ts";

/** The chart as the text of a Mermaid `stateDiagram-v2`, nested as the chart is. */
export function diagram({ machine }: WorkflowDefinition): string {
  const names = nameStates(allStates(machine));
  return ["stateDiagram-v2", ...drawInside(machine.root, names).map(indent), ""].join("\n");
}

type Names = ReadonlyMap<AnyStateNode, string>;

/** Mermaid takes only letters, digits and underscores for an id, so two paths may come to the same one. */
function nameStates(states: readonly AnyStateNode[]): Names {
  const names = new Map<AnyStateNode, string>();
  const taken = new Set<string>();
  for (const state of states) {
    const plain = `s_${state.path.join("__").replaceAll(/\W/g, "_")}`;
    let name = plain;
    for (let n = 2; taken.has(name); n += 1) name = `${plain}_${n}`;
    taken.add(name);
    names.set(state, name);
  }
  return names;
}

function drawInside(state: AnyStateNode, names: Names): readonly string[] {
  const children = childrenOf(state);
  if (state.type === "parallel") {
    return [
      ...children.flatMap((child, index) => [...(index > 0 ? ["--"] : []), ...drawState(child, names)]),
      ...drawTransitions(state, names),
    ];
  }
  const initial = state.initial?.target[0];
  return [
    ...(initial ? [`[*] --> ${nameOf(initial, names)}`] : []),
    ...children.flatMap((child) => drawState(child, names)),
    ...drawTransitions(state, names),
    ...children.filter(({ type }) => type === "final").map((child) => `${nameOf(child, names)} --> [*]`),
  ];
}

function drawState(state: AnyStateNode, names: Names): readonly string[] {
  const label = state.type === "history" ? `${state.key} (${state.history} history)` : state.key;
  const head = `state "${plainText(label)}" as ${nameOf(state, names)}`;
  if (childrenOf(state).length === 0) return [head];
  return [`${head} {`, ...drawInside(state, names).map(indent), "}"];
}

/** Every arrow is drawn in the innermost state that holds both of its ends, where Mermaid expects it. */
function drawTransitions(scope: AnyStateNode, names: Names): readonly string[] {
  return allStates(scope.machine)
    .filter((state) => state.parent && isWithin(state, scope))
    .flatMap((state) => [...[...transitionsOf(state).values()].flat(), ...alwaysOf(state)])
    .filter((way) => !isForbidden(way))
    .flatMap((way) => (way.target ?? []).map((target) => ({ way, target })))
    .filter(({ way, target }) => scopeOf(way.source, target) === scope)
    .map(({ way, target }) => `${nameOf(way.source, names)} --> ${nameOf(target, names)}${labelOf(way)}`);
}

function scopeOf(a: AnyStateNode, b: AnyStateNode): AnyStateNode | undefined {
  let scope: AnyStateNode | undefined = a.parent;
  while (scope && !(isWithin(b, scope) && b !== scope)) scope = scope.parent;
  return scope;
}

function labelOf({ eventType, guard }: Transition): string {
  const words = [eventType, guard === undefined ? "" : `[${guardText(guard)}]`].filter((word) => word !== "");
  return words.length === 0 ? "" : ` : ${plainText(words.join(" "))}`;
}

/** Mermaid reads these characters as syntax. */
function plainText(text: string): string {
  return text.replaceAll(/["#;:{}\n]/g, " ");
}

function nameOf(state: AnyStateNode, names: Names): string {
  return names.get(state) ?? state.id;
}

function indent(line: string): string {
  return `  ${line}`;
}
