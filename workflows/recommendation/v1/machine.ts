/** A recommendation, as far as the engagements of those who contributed to it need it. */
import { setup } from "xstate";
import { namedActions } from "../../effects.ts";
import { instanceContext, type InstanceContext, type InstanceInput } from "../../step.ts";
import type { StepInfo } from "../../workflow.ts";
import type { EventOf, RecommendationEvent } from "./events.ts";

export interface RecommendationContext extends InstanceContext {
  readonly title: string;
  readonly groupId: string | null;
  /** Contribution ids, each once. Whose they are stands in the sealed ledger, not here. */
  readonly contributions: readonly string[];
}

const recommendation = setup({
  types: {} as {
    context: RecommendationContext;
    events: RecommendationEvent;
    input: (InstanceInput & { readonly step?: StepInfo }) | undefined;
  },
  guards: {
    notYetLinked: ({ context, event }) =>
      !context.contributions.includes((event as EventOf<"contribution.linked">).contributionId),
  },
  actions: namedActions,
});

const link = recommendation.enqueueActions(({ context, event, enqueue }) => {
  if (event.type !== "contribution.linked") return;
  const { engagementId, contributionId } = event;
  const signal = {
    type: "contribution.linked",
    recommendationId: context.id,
    contributionId,
    recommendationState: "draft",
  };
  enqueue({ type: "signal", params: { to: engagementId, event: signal } });
  enqueue.assign({ contributions: [...context.contributions, contributionId] });
});

export const machine = recommendation.createMachine({
  id: "recommendation",
  context: ({ input }) => ({ ...instanceContext(input), title: "", groupId: null, contributions: [] }),
  initial: "new",
  states: {
    new: {
      on: {
        "recommendation.drafted": {
          target: "draft",
          actions: [
            recommendation.assign(({ event }) => {
              const { title, groupId } = event as EventOf<"recommendation.drafted">;
              return { title, groupId };
            }),
          ],
        },
      },
    },
    draft: {
      on: {
        "contribution.linked": { guard: "notYetLinked", actions: [link] },
        "recommendation.published": "published",
        "recommendation.withdrawn": "withdrawn",
      },
    },
    published: {},
    withdrawn: { type: "final" },
  },
});
