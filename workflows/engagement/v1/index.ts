import type { WorkflowDefinition } from "../../workflow.ts";
import { effects } from "../../effects.ts";
import { instanceInput } from "../../step.ts";
import { events } from "./events.ts";
import { first } from "./first.ts";
import { machine } from "./machine.ts";
import { moves } from "./moves.ts";
import { project } from "./project.ts";
import { deadlines, settledBy, timers } from "./timers.ts";

/** One engagement: a stakeholder party's way through a programme, from the first word to a public result. */
export const engagementV1: WorkflowDefinition = {
  name: "engagement",
  version: 1,
  title: "Engagement",
  machine,
  input: instanceInput,
  opens: ["inquiry.submitted", "inquiry.logged", "inquiry.imported", "nomination.made"],
  events,
  timers,
  deadlines,
  moves,
  first,
  settledBy,
  effects,
  activities: {},
  project,
};
