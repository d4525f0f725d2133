import { assign, setup } from "xstate";
import { z } from "zod";
import type { EventRule, Role, WorkflowDefinition } from "../../workflows/workflow.ts";

type Events = { type: "opened"; title: string } | { type: "noted"; minutes: number; note: string };

const machine = setup({
  types: {
    events: {} as Events,
    context: {} as { title: string; minutes: number; limit: number; notes: readonly string[] },
  },
  guards: {
    staysWithinBudget: ({ context, event }) =>
      event.type === "noted" && context.minutes + event.minutes <= context.limit,
  },
  actions: { tell: (_, _params: { minutes: number }) => {} },
}).createMachine({
  context: { title: "", minutes: 0, limit: 1_000_000_000, notes: [] },
  initial: "new",
  states: {
    new: {
      on: { opened: { target: "open.working", actions: assign({ title: ({ event }) => event.title }) } },
    },
    open: {
      initial: "working",
      states: {
        working: {
          on: {
            noted: {
              guard: "staysWithinBudget",
              actions: [
                assign({
                  minutes: ({ context, event }) => context.minutes + event.minutes,
                  notes: ({ context, event }) => [...context.notes, event.note].slice(-3),
                }),
                { type: "tell", params: ({ context }) => ({ minutes: context.minutes }) },
              ],
            },
          },
        },
      },
    },
  },
});

const WHO: readonly Role[] = ["officer", "system"];
const rule = (shape: z.core.$ZodLooseShape): EventRule => ({
  schema: z.strictObject(shape),
  who: WHO,
  meaning: "Something happened in a benchmark.",
});

/** An ordinary event: a guard, two assigns, one effect asked for, a snapshot of about 600 bytes. */
export const casework: WorkflowDefinition = {
  name: "casework",
  version: 1,
  title: "Casework",
  machine,
  input: z.looseObject({ id: z.string(), programmeId: z.string() }),
  opens: ["opened"],
  events: {
    opened: rule({ title: z.string() }),
    noted: rule({ minutes: z.int(), note: z.string() }),
  },
  timers: {},
  effects: { tell: { schema: z.strictObject({ minutes: z.int() }) } },
  activities: {},
  project: ({ paths, context }) => ({
    stage: paths[0] ?? null,
    state: paths.at(-1) ?? "",
    businessKey: null,
    owner: "officer-1",
    card: { title: context["title"] ?? null, minutes: context["minutes"] ?? null },
  }),
};

/** About a hundred characters, as a note about a telephone call has. */
export const NOTE =
  "Spoke to the secretariat; the mandate letter arrives on Thursday and goes to the chair for signature.";
