import { instanceInput } from "../../step.ts";
import type { WorkflowDefinition, WorkflowView } from "../../workflow.ts";
import { events } from "./events.ts";
import { machine, type RecommendationContext } from "./machine.ts";

/** A recommendation: each contribution linked to it tells the engagement it came from. */
export const recommendationV1: WorkflowDefinition = {
  name: "recommendation",
  version: 1,
  title: "Recommendation",
  machine,
  input: instanceInput,
  opens: ["recommendation.drafted"],
  events,
  timers: {},
  effects: {},
  activities: {},
  project,
};

function project(view: WorkflowView) {
  const { title, groupId, contributions } = view.context as unknown as RecommendationContext;
  return {
    stage: null,
    state: view.paths.at(-1) ?? "new",
    businessKey: null,
    owner: null,
    card: { title, groupId, groups: groupsOf(groupId), contributions: contributions.length },
  };
}

const groupsOf = (groupId: string | null): string[] => (groupId === null ? [] : [groupId]);
