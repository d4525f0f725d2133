import { setup } from "xstate";
import { z } from "zod";
import type { WorkflowDefinition } from "../../workflows/workflow.ts";

const machine = setup({}).createMachine({
  initial: "new",
  states: {
    new: { on: { opened: "waiting" } },
    waiting: { after: { 3_600_000: "rung" } },
    rung: {},
  },
});

/** Waits an hour and rings. */
export const alarm: WorkflowDefinition = {
  name: "alarm",
  version: 1,
  title: "Alarm",
  machine,
  input: z.looseObject({ id: z.string(), programmeId: z.string() }),
  opens: ["opened"],
  events: { opened: { schema: z.strictObject({}), who: ["system"], meaning: "The alarm was set." } },
  timers: {},
  effects: {},
  activities: {},
  project: ({ paths }) => ({
    stage: null,
    state: paths.at(-1) ?? "",
    businessKey: null,
    owner: null,
    card: {},
  }),
};
