import { assign, setup } from "xstate";
import { z } from "zod";
import type { SignalParams, WorkflowDefinition } from "../../../workflows/workflow.ts";
import { SIGNAL } from "../../../workflows/workflow.ts";
import { anyInput, event, projectPlainly } from "./sketch.ts";

type GroupEvents =
  | { type: "founded"; seats: number }
  | { type: "seat.wanted"; by: string }
  | { type: "broke" };

const groupMachine = setup({
  types: {
    events: {} as GroupEvents,
    context: {} as { seats: number; taken: string[]; broken: boolean },
  },
  guards: {
    hasSeat: ({ context }) => {
      if (context.broken) throw new Error("the group is broken");
      return context.taken.length < context.seats;
    },
  },
  actions: { [SIGNAL]: (_, _params: SignalParams) => {} },
}).createMachine({
  context: { seats: 0, taken: [], broken: false },
  initial: "new",
  states: {
    new: {
      on: {
        founded: { target: "open", actions: assign({ seats: ({ event }) => event.seats }) },
        "seat.wanted": {
          target: "open",
          actions: {
            type: SIGNAL,
            params: ({ event }) => ({ to: event.by, event: { type: "seat.refused" } }),
          },
        },
      },
    },
    open: {
      on: {
        broke: { actions: assign({ broken: ({ context }) => !context.broken }) },
        "seat.wanted": [
          {
            guard: "hasSeat",
            actions: [
              assign({ taken: ({ context, event }) => [...context.taken, event.by] }),
              {
                type: SIGNAL,
                params: ({ event }) => ({ to: event.by, event: { type: "seat.offered" } }),
              },
            ],
          },
          {
            actions: {
              type: SIGNAL,
              params: ({ event }) => ({ to: event.by, event: { type: "seat.refused" } }),
            },
          },
        ],
      },
    },
  },
});

/** Owns its seats: nobody else decides who has one. */
export const group: WorkflowDefinition = {
  name: "group",
  version: 1,
  title: "Group",
  machine: groupMachine,
  input: anyInput,
  opens: ["founded", "seat.wanted"],
  events: {
    founded: event({ seats: z.int() }),
    "seat.wanted": event({ by: z.string() }, { who: ["system"] }),
    broke: event(),
  },
  timers: {},
  effects: {},
  activities: {},
  project: projectPlainly,
};

type ApplicantEvents =
  | { type: "opened"; id: string }
  | { type: "applied"; groupId: string; mayFound: boolean }
  | { type: "seat.offered" }
  | { type: "seat.refused" };

const applicantMachine = setup({
  types: { events: {} as ApplicantEvents, context: {} as { id: string } },
  actions: { [SIGNAL]: (_, _params: SignalParams) => {} },
}).createMachine({
  context: { id: "" },
  initial: "new",
  states: {
    new: { on: { opened: { target: "free", actions: assign({ id: ({ event }) => event.id }) } } },
    free: {
      on: {
        applied: {
          target: "pending",
          actions: {
            type: SIGNAL,
            params: ({ context, event }): SignalParams => {
              const signal = { to: event.groupId, event: { type: "seat.wanted", by: context.id } };
              return event.mayFound ? { ...signal, createWith: { workflow: "group", input: {} } } : signal;
            },
          },
        },
      },
    },
    pending: { on: { "seat.offered": "seated", "seat.refused": "standing" } },
    seated: {},
    standing: {},
  },
});

/** Wants a seat and is pending until the group has answered. */
export const applicant: WorkflowDefinition = {
  name: "applicant",
  version: 1,
  title: "Applicant",
  machine: applicantMachine,
  input: anyInput,
  opens: ["opened"],
  events: {
    opened: event({ id: z.string() }),
    applied: event({ groupId: z.string(), mayFound: z.boolean() }),
    "seat.offered": event({}, { who: ["system"] }),
    "seat.refused": event({}, { who: ["system"] }),
  },
  timers: {},
  effects: {},
  activities: {},
  project: projectPlainly,
};
