import type { AnyMachineSnapshot, AnyStateNode } from "xstate";
import type { Chart } from "./chart.ts";
import { askedTransitions, judgeGuard } from "./judge-guard.ts";
import type { Acceptance, MachineEvent } from "./port.ts";
import { readGuard } from "./read-guard.ts";
import { isForbidden, isWithin } from "./states.ts";
import type { Transition } from "./states.ts";

/**
 * Which declared events the chart would take now, each asked with nothing but its type. Runs guards only, no assign
 * and no action. A guard that looks at a field, or throws for lack of one, makes the verdict `depends`.
 */
export function acceptEvents(chart: Chart, snapshot: AnyMachineSnapshot): readonly Acceptance[] {
  return Object.keys(chart.definition.events).map((type) => {
    if (snapshot.status !== "active") return refusal(type);
    const asked = askedTransitions(chart, snapshot, type);
    return asked.length === 0 ? refusal(type) : acceptEvent(chart, snapshot, type, asked);
  });
}

function acceptEvent(
  chart: Chart,
  snapshot: AnyMachineSnapshot,
  type: string,
  asked: readonly Transition[],
): Acceptance {
  const barred: AnyStateNode[] = [];
  const noes = new Set<string>();
  const readers = new Set<string>();
  const fields = new Set<string>();
  let depends = false;

  for (const transition of asked) {
    if (barred.some((state) => isWithin(state, transition.source))) continue;
    const answer = ask(chart, snapshot, type, transition);
    if (answer.passed === undefined) {
      depends = true;
      for (const name of answer.readers) readers.add(name);
      for (const field of answer.fields) fields.add(field);
    } else if (!answer.passed) {
      for (const name of answer.names) noes.add(name);
    } else if (isForbidden(transition)) {
      barred.push(transition.source);
    } else {
      // Whatever the guards before it would say to fields, this one takes the event.
      return { type, verdict: "accepted", guards: [], fields: [] };
    }
  }
  return depends
    ? { type, verdict: "depends", guards: [...readers], fields: [...fields] }
    : { type, verdict: "refused", guards: [...noes], fields: [] };
}

interface Answer {
  /** Undefined when it hangs on the event's fields. */
  readonly passed: boolean | undefined;
  readonly names: readonly string[];
  readonly readers: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
}

function ask(chart: Chart, snapshot: AnyMachineSnapshot, type: string, { guard }: Transition): Answer {
  const reads: string[] = [];
  const readers = new Set<string>();
  const event = bareEvent(type, reads);
  const around = (name: string, run: () => boolean) => {
    const readBefore = reads.length;
    readers.add(name);
    const passed = run();
    if (reads.length === readBefore) readers.delete(name);
    return passed;
  };

  try {
    const { passed, names } = judgeGuard({ chart, snapshot, event, around }, guard);
    return { passed: reads.length > 0 ? undefined : passed, names, readers, fields: new Set(reads) };
  } catch {
    // Lacking its fields a guard may well throw; with them it is asked again when the event comes.
    return { passed: undefined, names: [], readers, fields: new Set(reads) };
  }
}

/**
 * Guards that say no to an event whatever stands in its fields, but for the one that sets guards aside: on every way that it could take.
 * A way is barred by each part of its `and`, in whichever order they stand.
 */
export function standingGuards(
  chart: Chart,
  snapshot: AnyMachineSnapshot,
  type: string,
  setsAside: string,
): readonly string[] {
  if (snapshot.status !== "active") return [];
  const [first = [], ...others] = askedTransitions(chart, snapshot, type).map(({ guard }) =>
    partsOf(chart, guard).flatMap((part) => noOf(chart, snapshot, type, { part, setsAside })),
  );
  return [...new Set(first)].filter((name) => others.every((names) => names.includes(name)));
}

function partsOf(chart: Chart, guard: unknown): readonly unknown[] {
  if (guard === undefined) return [];
  const shape = readGuard(guard);
  if (shape.kind === "and") return shape.guards.flatMap((part) => partsOf(chart, part));
  const implementation: unknown =
    shape.kind === "named" ? chart.machine.implementations.guards?.[shape.name] : undefined;
  const isCombined = implementation !== undefined && typeof implementation !== "function";
  return isCombined ? partsOf(chart, implementation) : [guard];
}

interface Part {
  readonly part: unknown;
  readonly setsAside: string;
}

function noOf(
  chart: Chart,
  snapshot: AnyMachineSnapshot,
  type: string,
  { part, setsAside }: Part,
): readonly string[] {
  const reads: string[] = [];
  try {
    const { passed, names } = judgeGuard({ chart, snapshot, event: bareEvent(type, reads) }, part);
    return !passed && reads.every((field) => field === setsAside) ? names : [];
  } catch {
    return [];
  }
}

function refusal(type: string): Acceptance {
  return { type, verdict: "refused", guards: [], fields: [] };
}

/** An event without fields that notes which ones somebody looks for. */
function bareEvent(type: string, reads: string[]): MachineEvent {
  return new Proxy<MachineEvent>(
    { type },
    {
      get(target, key) {
        if (key === "type") return target.type;
        if (typeof key === "string") reads.push(key);
        return undefined;
      },
      has(_target, key) {
        if (typeof key === "string" && key !== "type") reads.push(key);
        return key === "type";
      },
      ownKeys() {
        reads.push("*");
        return ["type"];
      },
    },
  );
}
