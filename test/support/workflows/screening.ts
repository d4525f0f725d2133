import { assign, setup, fromPromise } from "xstate";
import { z } from "zod";
import type { WorkflowDefinition } from "../../../workflows/workflow.ts";
import { anyInput, event, projectPlainly } from "./sketch.ts";

type Events = { type: "opened"; name: string } | { type: "withdrawn" } | { type: "repeated" };

const machine = setup({
  types: {
    events: {} as Events,
    context: {} as { name: string; hits: number; reason: string },
  },
  guards: { isImpossible: (_, { hits }: { hits: number }) => hits > 99 },
  actors: {
    screenParty: fromPromise<{ hits: number }, { name: string }>(() =>
      Promise.reject(new Error("A worker screens, not the machine")),
    ),
  },
}).createMachine({
  context: { name: "", hits: 0, reason: "" },
  initial: "new",
  states: {
    new: {
      on: { opened: { target: "screening", actions: assign({ name: ({ event }) => event.name }) } },
    },
    screening: {
      invoke: {
        id: "screen",
        src: "screenParty",
        input: ({ context }) => ({ name: context.name }),
        onDone: [
          {
            guard: { type: "isImpossible", params: ({ event }) => ({ hits: event.output.hits }) },
            target: "impossible",
          },
          { target: "screened", actions: assign({ hits: ({ event }) => event.output.hits }) },
        ],
        onError: {
          target: "manual",
          actions: assign({ reason: ({ event }) => String((event.error as { message?: unknown }).message) }),
        },
      },
      on: { withdrawn: "withdrawn", repeated: { target: "screening", reenter: true } },
    },
    impossible: {
      entry: assign({
        hits: () => {
          throw new Error("nobody has a hundred hits");
        },
      }),
    },
    screened: { on: { repeated: "screening" } },
    manual: { on: { repeated: "screening" } },
    withdrawn: { type: "final" },
  },
});

/** Invokes one activity, and throws when the answer is absurd. */
export const screening: WorkflowDefinition = {
  name: "screening",
  version: 1,
  title: "Screening",
  machine,
  input: anyInput,
  opens: ["opened"],
  events: { opened: event({ name: z.string() }), withdrawn: event(), repeated: event() },
  timers: {},
  effects: {},
  activities: {
    screenParty: { input: z.strictObject({ name: z.string() }), output: z.strictObject({ hits: z.int() }) },
  },
  project: projectPlainly,
};
