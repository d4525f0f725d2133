import fc from "fast-check";
import { and, assign, cancel, createMachine, emit, not, or, raise, sendTo } from "xstate";
import type { AnyStateMachine } from "xstate";

/** Draws one value; fast-check records what was drawn and shrinks it. */
export type Draw = fc.GeneratorValue;

/** A random chart. `build` makes a new machine of it each time, as a process that starts would. */
export interface RandomChart {
  build(): AnyStateMachine;
}

/** Sent from outside; their handlers may raise and send the internal ones. */
export const OUTER = ["E0", "E1", "E2", "E3"];
const INNER = ["R0", "R1"];
const TIMED = "T0";
export const EVENTS = [...OUTER, ...INNER, TIMED];
export const ACTIVITIES = ["work"];
export const EFFECTS = ["note"];

const GUARDS = {
  mod: ({ context }: { context: object }, { m, r }: { m: number; r: number }) => count(context) % m === r,
  even: ({ event }: { event: object }) => "k" in event && Number(event.k) % 2 === 0,
};

export function drawChart(draw: Draw): RandomChart {
  const keys: string[] = [];
  const targets: string[] = [];
  const shape = drawShape(draw, 3, keys, targets, true);
  const config = {
    id: "root",
    context: { n: 0 },
    // The live actor would hang where the port throws.
    options: { maxIterations: 60 },
    ...dress(draw, shape, targets, ""),
    output: ({ context }: { context: object }) => ({ n: count(context) }),
  };
  return { build: () => createMachine(config, { guards: GUARDS as never }) };
}

interface Shape {
  readonly kind: "atomic" | "compound" | "parallel" | "final" | "shallow" | "deep";
  readonly key: string;
  readonly children: readonly Shape[];
}

function drawShape(draw: Draw, depth: number, keys: string[], targets: string[], isRoot = false): Shape {
  const kind = isRoot ? pick(draw, ["compound", "compound", "parallel"] as const) : drawKind(draw, depth);
  const key = `n${keys.length}`;
  keys.push(key);
  if (!isRoot) targets.push(`#${key}`);
  if (kind !== "compound" && kind !== "parallel") return { kind, key, children: [] };

  const children = Array.from({ length: int(draw, 2, 3) }, () => drawShape(draw, depth - 1, keys, targets));
  const history = int(draw, 0, 2);
  if (history > 0) {
    const historyKey = `n${keys.length}`;
    keys.push(historyKey);
    targets.push(`#${historyKey}`);
    children.push({ kind: history === 1 ? "shallow" : "deep", key: historyKey, children: [] });
  }
  return { kind, key, children };
}

function drawKind(draw: Draw, depth: number) {
  if (depth <= 0) return pick(draw, ["atomic", "atomic", "atomic", "final"] as const);
  return pick(draw, ["atomic", "atomic", "compound", "compound", "parallel", "final"] as const);
}

function dress(
  draw: Draw,
  { kind, key, children }: Shape,
  targets: readonly string[],
  parent: string,
): object {
  const id = parent === "" ? {} : { id: key };
  if (kind === "shallow" || kind === "deep") return { ...id, type: "history", history: kind };
  const entry = drawActions(draw, key);
  if (kind === "final") return { ...id, type: "final", entry };

  const on = Object.fromEntries(
    EVENTS.filter(() => chance(draw, 40)).map((type) => [
      type,
      drawWays(draw, key, targets, OUTER.includes(type)),
    ]),
  );
  const state = {
    ...id,
    entry,
    exit: drawActions(draw, key),
    on,
    ...(chance(draw, 20) && parent !== ""
      ? { after: { [pick(draw, [10, 20])]: { target: pick(draw, targets), guard: drawGuard(draw) } } }
      : {}),
    ...(chance(draw, 15)
      ? { always: [{ ...drawWay(draw, key, targets), guard: drawGuard(draw, true) }] }
      : {}),
    ...(chance(draw, 25)
      ? {
          invoke: {
            id: `work-${key}`,
            src: "work",
            input: ({ context }: { context: object }) => ({ n: count(context) }),
            onDone: drawWay(draw, key, targets),
            ...(chance(draw, 60) ? { onError: drawWay(draw, key, targets) } : {}),
          },
        }
      : {}),
  };
  if (children.length === 0) return state;
  return {
    ...state,
    ...(kind === "parallel" ? { type: "parallel" } : { initial: children[0]?.key }),
    ...(chance(draw, 40) && parent !== "" ? { onDone: drawWay(draw, key, targets) } : {}),
    states: Object.fromEntries(children.map((child) => [child.key, dress(draw, child, targets, key)])),
  };
}

function drawWays(draw: Draw, key: string, targets: readonly string[], isOuter: boolean): unknown {
  if (chance(draw, 8)) return undefined;
  return Array.from({ length: int(draw, 1, 2) }, () => drawWay(draw, key, targets, isOuter));
}

function drawWay(draw: Draw, key: string, targets: readonly string[], mayTellItself = false): object {
  const actions = drawActions(draw, key);
  if (mayTellItself && chance(draw, 10))
    actions.push(sendTo(({ self }) => self, { type: pick(draw, INNER) }));
  return {
    ...(chance(draw, 75) ? { target: pick(draw, targets) } : {}),
    ...(chance(draw, 40) ? { guard: drawGuard(draw) } : {}),
    ...(chance(draw, 15) ? { reenter: true } : {}),
    actions,
  };
}

function drawActions(draw: Draw, key: string): unknown[] {
  return Array.from({ length: int(draw, 0, 2) }, () => drawAction(draw, key));
}

function drawAction(draw: Draw, key: string): unknown {
  const by = int(draw, 1, 5);
  switch (int(draw, 0, 7)) {
    case 0:
      return raise({ type: pick(draw, INNER) });
    case 1:
      return raise({ type: TIMED }, { id: `timer-${key}`, delay: by });
    case 2:
      return cancel(`timer-${key}`);
    case 3:
      return emit({ type: "told" });
    case 4:
      return { type: "note", params: ({ context }: { context: object }) => ({ key, n: count(context) }) };
    case 5:
      return assign(({ context, event }) => ({ last: event.type, n: (count(context) + by) % 11 }));
    default:
      // Not commutative, so that the order of actions shows.
      return assign({ n: ({ context }) => (count(context) * 3 + by) % 11 });
  }
}

function drawGuard(draw: Draw, isAlways = false): unknown {
  const mod = { type: "mod", params: { m: int(draw, 2, 4), r: int(draw, 0, 1) } };
  if (isAlways) return mod;
  switch (int(draw, 0, 4)) {
    case 0:
      return "even";
    case 1:
      return not(mod as never);
    case 2:
      return and([mod as never, "even" as never]);
    case 3:
      return or([mod as never, "even" as never]);
    default:
      return mod;
  }
}

function count(context: object): number {
  return "n" in context && typeof context.n === "number" ? context.n : 0;
}

export function int(draw: Draw, min: number, max: number): number {
  return draw(fc.integer, { min, max });
}

export function pick<Value>(draw: Draw, values: readonly Value[]): Value {
  // Never empty: every list drawn from is a literal, or was looked at before.
  return values[int(draw, 0, values.length - 1)] as Value;
}

function chance(draw: Draw, percent: number): boolean {
  return int(draw, 0, 99) >= 100 - percent;
}
