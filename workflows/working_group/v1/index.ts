import { instanceInput } from "../../step.ts";
import type { WorkflowDefinition, WorkflowView } from "../../workflow.ts";
import { events } from "./events.ts";
import { machine } from "./machine.ts";
import { freeSeats, type GroupContext } from "./seats.ts";

const TAKES_PEOPLE = ["forming", "active"];

/** A working group and its seats. What engagements know of it as a fact is this card. */
export const workingGroupV1: WorkflowDefinition = {
  name: "working_group",
  version: 1,
  title: "Working group",
  machine,
  input: instanceInput,
  opens: ["group.planned"],
  events,
  timers: {},
  effects: {},
  activities: {},
  project,
};

function project(view: WorkflowView) {
  const group = view.context as unknown as GroupContext;
  const state = view.paths.at(-1) ?? "new";
  return {
    stage: null,
    state,
    businessKey: null,
    owner: null,
    card: {
      groups: [group.id],
      name: group.name,
      sector: group.sector,
      launchMonth: group.launchMonth,
      launchedOn: group.launchedOn,
      capacity: group.capacity,
      intake: TAKES_PEOPLE.includes(state) ? group.intake : "shut",
      free: freeSeats(group),
      reserved: group.reserved.length,
      held: group.held.length,
      contributors: group.contributors.length,
      waiting: group.waiting.length,
    },
  };
}
