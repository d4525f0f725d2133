import { matchesState } from "xstate";
import type { AnyMachineSnapshot, AnyStateNode } from "xstate";
import type { Chart } from "./chart.ts";
import { activeStates } from "./live.ts";
import type { MachineEvent } from "./port.ts";
import { readGuard } from "./read-guard.ts";
import type { Transition } from "./states.ts";
import { childrenOf } from "./states.ts";

/** What a guard said, and the names of the guards inside it that made it say so. */
export interface Judgement {
  readonly passed: boolean;
  readonly names: readonly string[];
}

/** Where guards are asked. */
export interface Scene {
  readonly chart: Chart;
  readonly snapshot: AnyMachineSnapshot;
  readonly event: MachineEvent;
  /** Called around every named guard, for those who want to know which one did what. */
  readonly around?: (name: string, run: () => boolean) => boolean;
}

/**
 * Ask a guard once more to learn which of its parts decided. XState itself decides whether a transition is taken; this
 * explains it, with the same shortcuts: `and` stops at the first no, `or` at the first yes. Guards are pure.
 */
export function judgeGuard(scene: Scene, guard: unknown): Judgement {
  if (guard === undefined) return { passed: true, names: [] };
  const shape = readGuard(guard);
  switch (shape.kind) {
    case "named":
      return judgeNamed(scene, shape.name, shape.params);
    case "not": {
      const inner = judgeGuard(scene, shape.guard);
      return { passed: !inner.passed, names: inner.names };
    }
    case "and":
      return judgeUntil(scene, shape.guards, false);
    case "or":
      return judgeUntil(scene, shape.guards, true);
    case "stateIn":
      return { passed: isIn(scene.snapshot, shape.state), names: [shape.name] };
    case "inline":
      throw new Error(`The guard ${shape.name} has no name`);
  }
}

/** Transitions of active states that an event could take: leaves first, then their ancestors, each state once. */
export function askedTransitions(
  chart: Chart,
  snapshot: AnyMachineSnapshot,
  type: string,
): readonly Transition[] {
  return leavesFirst(activeStates(snapshot)).flatMap((state) => chart.candidates(state, type));
}

function judgeNamed(scene: Scene, name: string, params: unknown): Judgement {
  const implementation: unknown = scene.chart.machine.implementations.guards?.[name];
  // A name may stand for another guard or for a combination; the refusal names what is inside.
  if (typeof implementation !== "function" || "check" in implementation)
    return judgeGuard(scene, implementation);

  const args = { context: scene.snapshot.context, event: scene.event };
  const run = () => Boolean(implementation(args, typeof params === "function" ? params(args) : params));
  return { passed: scene.around ? scene.around(name, run) : run(), names: [name] };
}

function judgeUntil(scene: Scene, guards: readonly unknown[], decisive: boolean): Judgement {
  const names: string[] = [];
  for (const guard of guards) {
    const part = judgeGuard(scene, guard);
    if (part.passed === decisive) return part;
    names.push(...part.names);
  }
  return { passed: !decisive, names };
}

function isIn(snapshot: AnyMachineSnapshot, state: unknown): boolean {
  if (typeof state === "string" && state.startsWith("#")) {
    return activeStates(snapshot).includes(snapshot.machine.getStateNodeById(state));
  }
  return matchesState(state as Parameters<typeof matchesState>[0], snapshot.value);
}

function leavesFirst(states: readonly AnyStateNode[]): readonly AnyStateNode[] {
  const ordered = new Set<AnyStateNode>();
  for (const leaf of states.filter((state) => childrenOf(state).length === 0)) {
    for (let state: AnyStateNode | undefined = leaf; state; state = state.parent) ordered.add(state);
  }
  return [...ordered];
}
