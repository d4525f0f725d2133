import { setup } from "xstate";
import type { WorkflowDefinition } from "../../../workflows/workflow.ts";
import { anyInput, event, projectPlainly } from "./sketch.ts";

type Events = { type: "opened" | "checked" | "signed" | "interrupted" | "continued" | "next" };

const machine = setup({ types: { events: {} as Events } }).createMachine({
  context: {},
  initial: "new",
  states: {
    new: { on: { opened: "open" } },
    open: {
      type: "parallel",
      on: { interrupted: "away" },
      onDone: "complete",
      states: {
        papers: {
          initial: "missing",
          states: { missing: { on: { checked: "there" } }, there: { type: "final" } },
        },
        signature: {
          initial: "missing",
          states: {
            missing: { on: { next: "asked" } },
            asked: { on: { signed: "there" } },
            there: { type: "final" },
          },
        },
        where: { type: "history", history: "deep" },
      },
    },
    away: { on: { continued: "open.where" } },
    complete: { type: "final" },
  },
  output: { kept: true },
});

/** Two regions at once, left and entered again through a deep history; ends with an output. */
export const desk: WorkflowDefinition = {
  name: "desk",
  version: 1,
  title: "Desk",
  machine,
  input: anyInput,
  opens: ["opened"],
  events: {
    opened: event(),
    checked: event(),
    signed: event(),
    interrupted: event(),
    continued: event(),
    next: event(),
  },
  timers: {},
  effects: {},
  activities: {},
  project: projectPlainly,
};
