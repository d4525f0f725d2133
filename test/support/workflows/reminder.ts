import { assign, cancel, raise, setup } from "xstate";
import type { WorkflowDefinition } from "../../../workflows/workflow.ts";
import { days, PAUSE_TIMER, RESUME_TIMER, workingDays } from "../../../workflows/workflow.ts";
import { anyInput, event, projectPlainly } from "./sketch.ts";

type Events = {
  type:
    | "opened"
    | "touched"
    | "answered"
    | "held"
    | "released"
    | "reminder.due"
    | "deadline.passed"
    | "archive.due"
    | "broke";
};

const machine = setup({
  types: { events: {} as Events, context: {} as { fired: string[]; broken: boolean } },
  guards: {
    isBroken: ({ context }) => {
      if (context.broken) throw new Error("the chart is broken");
      return true;
    },
  },
  actions: {
    note: assign({ fired: ({ context, event }) => [...context.fired, event.type] }),
    break: assign({ broken: ({ context }) => !context.broken }),
    [PAUSE_TIMER]: (_, _params: { timer: string }) => {},
    [RESUME_TIMER]: (_, _params: { timer: string }) => {},
    armReminder: raise({ type: "reminder.due" }, { id: "reminder", delay: 60_000 }),
    armDeadline: raise({ type: "deadline.passed" }, { id: "deadline", delay: 1 }),
    armArchive: raise({ type: "archive.due" }, { id: "archive", delay: 1 }),
  },
}).createMachine({
  context: { fired: [], broken: false },
  initial: "new",
  states: {
    new: { on: { opened: "waiting" } },
    waiting: {
      entry: ["armReminder", "armDeadline", "armArchive"],
      exit: [cancel("reminder"), cancel("deadline"), cancel("archive")],
      on: {
        touched: { target: "waiting", reenter: true },
        held: { actions: { type: PAUSE_TIMER, params: { timer: "deadline" } } },
        released: { actions: { type: RESUME_TIMER, params: { timer: "deadline" } } },
        "reminder.due": { guard: "isBroken", actions: "note" },
        "deadline.passed": { guard: "isBroken", actions: "note" },
        "archive.due": { target: "archived", actions: "note" },
        broke: { actions: "break" },
        answered: "answered",
      },
    },
    answered: {
      after: { 5_000: "thanked" },
    },
    thanked: {},
    archived: { type: "final" },
  },
});

/** Three timers: a plain one of a minute, one of two working days that can pause, one of forty days. */
export const reminder: WorkflowDefinition = {
  name: "reminder",
  version: 1,
  title: "Reminder",
  machine,
  input: anyInput,
  opens: ["opened"],
  events: {
    opened: event(),
    touched: event(),
    answered: event(),
    held: event(),
    released: event(),
    broke: event(),
    "reminder.due": event({}, { who: ["system"] }),
    "deadline.passed": event({}, { who: ["system"] }),
    "archive.due": event({}, { who: ["system"] }),
  },
  timers: { deadline: workingDays(2), archive: days(40) },
  effects: {},
  activities: {},
  project: projectPlainly,
};
