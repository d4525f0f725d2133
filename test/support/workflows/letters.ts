import { assign, setup } from "xstate";
import { z } from "zod";
import type { WorkflowDefinition } from "../../../workflows/workflow.ts";
import { days } from "../../../workflows/workflow.ts";
import { anyInput, event, projectPlainly } from "./sketch.ts";

type Events =
  | { type: "opened"; hears: boolean }
  | { type: "written"; text: string }
  | { type: "later"; text: string }
  | { type: "effect.failed"; effect: string; reason: string };

const machine = setup({
  types: { events: {} as Events, context: {} as { lost: string[]; hears: boolean } },
  guards: { hears: ({ context }) => context.hears },
  actions: {
    sendMail: (_, _params: { text: string }) => {},
    sendLater: (_, _params: { text: string }) => {},
  },
}).createMachine({
  context: { lost: [], hears: false },
  initial: "new",
  states: {
    new: { on: { opened: { target: "open", actions: assign({ hears: ({ event }) => event.hears }) } } },
    open: {
      on: {
        written: { actions: { type: "sendMail", params: ({ event }) => ({ text: event.text }) } },
        later: { actions: { type: "sendLater", params: ({ event }) => ({ text: event.text }) } },
        "effect.failed": {
          guard: "hears",
          actions: assign({
            lost: ({ context, event }) => [...context.lost, `${event.effect}: ${event.reason}`],
          }),
        },
      },
    },
  },
});

/** Sends letters in one lane, and may want to hear when one is lost. */
export const letters: WorkflowDefinition = {
  name: "letters",
  version: 1,
  title: "Letters",
  machine,
  input: anyInput,
  opens: ["opened"],
  events: {
    opened: event({ hears: z.boolean() }),
    written: event({ text: z.string() }),
    later: event({ text: z.string() }),
    "effect.failed": event({ effect: z.string(), reason: z.string() }, { who: ["system"] }),
  },
  timers: {},
  effects: {
    sendMail: { schema: z.strictObject({ text: z.string() }), lane: "mail" },
    sendLater: { schema: z.strictObject({ text: z.string() }), after: days(1) },
  },
  activities: {},
  project: projectPlainly,
};
