import type { AnyStateMachine } from "xstate";
import { z } from "zod";
import { loadMachine } from "../../src/machine/load-machine.ts";
import type { LiveSnapshot, Machine, MachineEvent, Refused, Stepped } from "../../src/machine/port.ts";
import type { Json, StepInfo, WorkflowDefinition } from "../../workflows/workflow.ts";

/** What a test says about its workflow; events, effects and activities are named only, and take anything. */
export interface Sketch {
  readonly events?: readonly string[];
  readonly effects?: readonly string[];
  readonly activities?: readonly string[];
  readonly over?: Partial<WorkflowDefinition>;
}

export function workflowOf(machine: AnyStateMachine, sketch: Sketch = {}): WorkflowDefinition {
  const { events = [], effects = [], activities = [], over = {} } = sketch;
  return {
    name: "test",
    version: 1,
    title: "Test",
    machine,
    input: z.unknown(),
    opens: [],
    events: each(events, (type) => ({
      schema: z.looseObject({}),
      who: ["officer"],
      meaning: `${type} happened.`,
    })),
    timers: {},
    effects: each(effects, () => ({ schema: z.looseObject({}) })),
    activities: each(activities, () => ({ input: z.unknown(), output: z.unknown() })),
    project: ({ paths, context }) => ({
      stage: paths[0] ?? null,
      state: paths.at(-1) ?? "",
      businessKey: null,
      owner: null,
      card: { ...context },
    }),
    ...over,
  };
}

export function load(machine: AnyStateMachine, sketch: Sketch = {}): Machine {
  return loadMachine(workflowOf(machine, sketch));
}

export const STEP: StepInfo = {
  now: "2026-03-02T09:00:00Z",
  happenedAt: "2026-03-02T09:00:00Z",
  actor: { id: "a1", roles: ["officer"] },
  facts: {},
};

/** Apply an event that has to be taken. */
export function take(
  machine: Machine,
  from: LiveSnapshot,
  event: string | MachineEvent,
  step = STEP,
): Stepped {
  const result = machine.apply(from, typeof event === "string" ? { type: event } : event, step);
  if (result.kind === "refused") throw new Error(`Refused: ${JSON.stringify(result)}`);
  return result;
}

/** Apply an event that has to be refused. */
export function refuse(
  machine: Machine,
  from: LiveSnapshot,
  event: string | MachineEvent,
  step = STEP,
): Refused {
  const result = machine.apply(from, typeof event === "string" ? { type: event } : event, step);
  if (result.kind === "stepped") throw new Error("Stepped");
  return result;
}

export function begin(machine: Machine, input = {}): Stepped {
  return machine.initial(input, STEP);
}

/** To the database and back: jsonb sorts keys by length first. */
export function throughDatabase(machine: Machine, snapshot: LiveSnapshot): LiveSnapshot {
  const text = JSON.stringify(asJsonb(machine.persist(snapshot)));
  return machine.restore(JSON.parse(text));
}

export function valueOf(machine: Machine, snapshot: LiveSnapshot): Json {
  return machine.persist(snapshot)["value"] ?? null;
}

export function contextOf(machine: Machine, snapshot: LiveSnapshot): Json {
  return machine.persist(snapshot)["context"] ?? null;
}

function asJsonb(value: Json | undefined): unknown {
  if (Array.isArray(value)) return value.map(asJsonb);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, asJsonb(item)]));
}

function each<Value>(names: readonly string[], make: (name: string) => Value): Record<string, Value> {
  return Object.fromEntries(names.map((name) => [name, make(name)]));
}
