import { instanceInput } from "../../step.ts";
import type { WorkflowDefinition, WorkflowView } from "../../workflow.ts";
import { events } from "./events.ts";
import { machine, type MeetingContext } from "./machine.ts";

/** A meeting: when it is held, each engagement that was there hears of it. */
export const meetingV1: WorkflowDefinition = {
  name: "meeting",
  version: 1,
  title: "Meeting",
  machine,
  input: instanceInput,
  opens: ["meeting.proposed", "meeting.scheduled"],
  events,
  timers: {},
  effects: {},
  activities: {},
  project,
};

function project(view: WorkflowView) {
  const { groupId, title, mode, startsAt, zone, sequence, attended } =
    view.context as unknown as MeetingContext;
  return {
    stage: null,
    state: view.paths.at(-1) ?? "new",
    businessKey: null,
    owner: null,
    card: {
      groupId,
      groups: groupsOf(groupId),
      title,
      mode,
      startsAt,
      zone,
      sequence,
      attended: attended.length,
    },
  };
}

const groupsOf = (groupId: string | null): string[] => (groupId === null ? [] : [groupId]);
