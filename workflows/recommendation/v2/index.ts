import { mailEffects } from "../../effects.ts";
import { instanceInput } from "../../step.ts";
import { workingDays, type WorkflowDefinition, type WorkflowView } from "../../workflow.ts";
import { events } from "./events.ts";
import type { Call } from "./call.ts";
import { machine, type RecommendationContext } from "./machine.ts";

/** A recommendation: each contribution linked to it tells the engagement it came from. */
export const recommendationV2: WorkflowDefinition = {
  name: "recommendation",
  version: 2,
  title: "Recommendation",
  machine,
  input: instanceInput,
  opens: ["recommendation.drafted"],
  events,
  timers: { consensus: workingDays(10) },
  effects: mailEffects,
  activities: {},
  project,
  migration: {
    from: 1,
    migrate: ({ value, context }) => ({ value, context: { ...context, call: null } }),
  },
};

function project(view: WorkflowView) {
  const { title, groupId, contributions, call } = view.context as unknown as RecommendationContext;
  return {
    stage: null,
    state: view.paths.at(-1) ?? "new",
    businessKey: null,
    owner: null,
    card: {
      title,
      groupId,
      groups: groupsOf(groupId),
      contributions: contributions.length,
      call: shown(call),
    },
  };
}

const groupsOf = (groupId: string | null): string[] => (groupId === null ? [] : [groupId]);

/** How many were asked and stand where; who they are is nobody's but the call's. */
const shown = (call: Call | null) =>
  call === null ? null : { method: call.method, asked: call.asked.length, positions: call.positions.length };
