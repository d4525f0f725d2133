import { instanceInput } from "../../step.ts";
import type { WorkflowDefinition, WorkflowView } from "../../workflow.ts";
import { events } from "./events.ts";
import { machine, type MeetingContext } from "./machine.ts";
import { quorumOf, type Item } from "./agenda.ts";

/** A meeting: its agenda obeys managed interests, and when it is held each engagement that was there hears of it. */
export const meetingV2: WorkflowDefinition = {
  name: "meeting",
  version: 2,
  title: "Meeting",
  machine,
  input: instanceInput,
  opens: ["meeting.proposed", "meeting.scheduled"],
  events,
  timers: {},
  effects: {},
  activities: {},
  project,
  migration: {
    from: 1,
    migrate: ({ value, context }) => ({ value, context: { ...context, agenda: [] } }),
  },
};

function project(view: WorkflowView) {
  const { groupId, title, mode, startsAt, zone, sequence, attended, agenda } =
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
      agenda: agenda.map(shown),
    },
  };
}

const groupsOf = (groupId: string | null): string[] => (groupId === null ? [] : [groupId]);

/** How many stay out of an item, not who: minutes say "1 participant recused". */
const shown = ({ item, decision, papers, counted, recused }: Item) => ({
  item,
  decision,
  papers: [...papers],
  recused: recused.length,
  members: counted?.length ?? null,
  quorum: counted === null ? null : quorumOf(counted),
});
