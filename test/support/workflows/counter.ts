import { assign, setup } from "xstate";
import { z } from "zod";
import type { WorkflowDefinition } from "../../../workflows/workflow.ts";
import { anyInput, event, projectPlainly } from "./sketch.ts";

type Events =
  | { type: "opened"; businessKey?: string }
  | { type: "added"; by: number; note?: string }
  | { type: "limited"; to: number }
  | { type: "exploded" }
  | { type: "closed" };

const machine = setup({
  types: {
    events: {} as Events,
    context: {} as { total: number; limit: number; businessKey: string | null },
  },
  guards: {
    staysBelowLimit: ({ context, event }) =>
      event.type === "added" && context.total + event.by <= context.limit,
    isPositive: ({ event }) => event.type === "added" && event.by > 0,
    explodes: () => {
      throw new Error("the guard exploded");
    },
  },
  actions: { report: (_, _params: { total: number }) => {} },
}).createMachine({
  context: { total: 0, limit: 1_000_000, businessKey: null },
  initial: "new",
  states: {
    new: {
      on: {
        opened: {
          target: "counting",
          actions: assign({ businessKey: ({ event }) => event.businessKey ?? null }),
        },
      },
    },
    counting: {
      on: {
        added: {
          guard: "staysBelowLimit",
          actions: [
            assign({ total: ({ context, event }) => context.total + event.by }),
            { type: "report", params: ({ context }) => ({ total: context.total }) },
          ],
        },
        limited: { actions: assign({ limit: ({ event }) => event.to }) },
        exploded: { guard: "explodes", target: "closed" },
        closed: "closed",
      },
    },
    closed: { type: "final" },
  },
});

/** Adds numbers up: the hot instance of the tests. */
export const counter: WorkflowDefinition = {
  name: "counter",
  version: 1,
  title: "Counter",
  machine,
  input: anyInput,
  opens: ["opened"],
  events: {
    opened: event({ businessKey: z.string().optional() }),
    added: event({ by: z.int(), note: z.string().optional() }),
    limited: event({ to: z.int() }, { who: ["lead"] }),
    exploded: event(),
    closed: event(),
  },
  timers: {},
  effects: { report: { schema: z.strictObject({ total: z.int() }) } },
  activities: {},
  project: projectPlainly,
};
