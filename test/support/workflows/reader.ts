import { fromPromise, setup } from "xstate";
import { z } from "zod";
import type { WorkflowDefinition } from "../../../workflows/workflow.ts";
import { anyInput, event, projectPlainly } from "./sketch.ts";

const machine = setup({
  types: {
    events: {} as { type: "opened" } | { type: "left" } | { type: "returned" } | { type: "recalled" },
  },
  actors: {
    readPaper: fromPromise<null>(() => Promise.reject(new Error("A worker reads, not the machine"))),
  },
}).createMachine({
  initial: "new",
  states: {
    new: { on: { opened: "desk" } },
    desk: {
      id: "desk",
      initial: "reading",
      states: {
        reading: {
          invoke: { id: "read", src: "readPaper", onDone: "read" },
          on: { left: "#away", recalled: "past" },
        },
        read: {},
        past: { type: "history" },
      },
    },
    away: { id: "away", on: { returned: "#desk.past" } },
  },
});

/** Goes back by its history, also to where it stands already: XState enters that state anew without leaving it. */
export const reader: WorkflowDefinition = {
  name: "reader",
  version: 1,
  title: "Reader",
  machine,
  input: anyInput,
  opens: ["opened"],
  events: { opened: event(), left: event(), returned: event(), recalled: event() },
  timers: {},
  effects: {},
  activities: { readPaper: { input: z.null(), output: z.null() } },
  project: projectPlainly,
};
