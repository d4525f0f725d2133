import { fromPromise, setup } from "xstate";
import { z } from "zod";
import type { WorkflowDefinition } from "../../workflows/workflow.ts";

export const ROUNDS = 6;

/** Waits for event number `round`, then for the activity it asks for. */
const round = (number: number) => ({
  initial: "waiting",
  states: {
    waiting: { on: { reported: "working" } },
    working: {
      invoke: {
        id: `work${number}`,
        src: "work",
        input: { round: number },
        onDone: number === ROUNDS ? "#done" : `#round${number + 1}`,
      },
    },
  },
});

const machine = setup({
  types: { events: {} as { type: "opened" } | { type: "reported"; note: string } },
  actors: {
    work: fromPromise<{ ok: boolean }, { round: number }>(() => Promise.reject(new Error("A worker works"))),
  },
}).createMachine({
  initial: "new",
  states: {
    new: { on: { opened: "round1" } },
    ...Object.fromEntries(
      Array.from({ length: ROUNDS }, (_, index) => [
        `round${index + 1}`,
        { id: `round${index + 1}`, ...round(index + 1) },
      ]),
    ),
    done: { id: "done", type: "final" },
  },
});

/** Six external events, each followed by one activity. */
export const lifecycle: WorkflowDefinition = {
  name: "lifecycle",
  version: 1,
  title: "Lifecycle",
  machine,
  input: z.looseObject({ id: z.string(), programmeId: z.string() }),
  opens: ["opened"],
  events: {
    opened: { schema: z.strictObject({}), who: ["system"], meaning: "The engagement began." },
    reported: {
      schema: z.strictObject({ note: z.string() }),
      who: ["system"],
      meaning: "Somebody reported something.",
    },
  },
  timers: {},
  effects: {},
  activities: {
    work: { input: z.strictObject({ round: z.int() }), output: z.strictObject({ ok: z.boolean() }) },
  },
  project: ({ paths }) => ({
    stage: paths[0] ?? null,
    state: paths.at(-1) ?? "",
    businessKey: null,
    owner: null,
    card: {},
  }),
};
