/** A recommendation, as far as the engagements of those who contributed to it need it. */
import { and, setup } from "xstate";
import { interestsAnswered } from "../../declared.ts";
import { namedActions } from "../../effects.ts";
import { factOf, instanceContext, type InstanceContext, type InstanceInput } from "../../step.ts";
import type { StepInfo } from "../../workflow.ts";
import { deciders, hasQuorum, idsIn, isObjectedTo, recusedNow, type Call } from "./call.ts";
import type { EventOf, RecommendationEvent } from "./events.ts";

export interface RecommendationContext extends InstanceContext {
  readonly title: string;
  readonly groupId: string | null;
  /** Contribution ids, each once. Whose they are stands in the sealed ledger, not here. */
  readonly contributions: readonly string[];
  readonly call: Call | null;
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
    /** What it says is nowhere more confidential than for everybody: the owners of its sources released them (S-035). */
    markedForPublication: ({ context }) => factOf(context, "marking")?.["whenPublished"] === "TLP:CLEAR",
    interestsAnswered: ({ context, event }) =>
      interestsAnswered(context, event as EventOf<"consensus.opened" | "consensus.reached">),
    somebodyToAsk: ({ context }) =>
      idsIn(factOf(context, "body")?.["held"]).some((id) => !recusedNow(context).includes(id)),
    wasAsked: ({ context, event }) => {
      const { engagementId } = event as EventOf<"position.given">;
      return context.call !== null && deciders(context.call, recusedNow(context)).includes(engagementId);
    },
    windowOpen: ({ context }) => context.call?.isClosed === false,
    windowClosed: ({ context }) => context.call?.isClosed === true,
    noObjection: ({ context }) => context.call !== null && !isObjectedTo(context.call, recusedNow(context)),
    quorumOfTheNonRecused: ({ context }) =>
      context.call !== null && hasQuorum(context.call, recusedNow(context)),
    noConsensus: ({ context }) =>
      context.call !== null &&
      (isObjectedTo(context.call, recusedNow(context)) || !hasQuorum(context.call, recusedNow(context))),
  },
  actions: { ...namedActions },
  delays: { consensus: 14 * 86_400_000 },
});

const openCall = recommendation.assign(({ context, event }) => {
  const { method } = event as EventOf<"consensus.opened">;
  const held = idsIn(factOf(context, "body")?.["held"]);
  const asked = held.filter((id) => !recusedNow(context).includes(id));
  return { call: { method, asked, positions: [], isClosed: false } };
});
const askMembers = {
  type: "sendMail" as const,
  params: { template: "consensus-call", to: "members" as const, data: {} },
};
const takePosition = recommendation.assign(({ context, event }) => {
  const { engagementId, position } = event as EventOf<"position.given">;
  if (context.call === null) return {};
  const others = context.call.positions.filter((one) => one.engagementId !== engagementId);
  return { call: { ...context.call, positions: [...others, { engagementId, position }] } };
});
const closeCall = recommendation.assign(({ context }) => ({
  call: context.call === null ? null : { ...context.call, isClosed: true },
}));

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
  context: ({ input }) => ({
    ...instanceContext(input),
    title: "",
    groupId: null,
    contributions: [],
    call: null,
  }),
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
        "consensus.opened": {
          guard: and(["somebodyToAsk", "interestsAnswered"]),
          target: "consensus",
          actions: [openCall, askMembers],
        },
        "recommendation.published": { guard: "markedForPublication", target: "published" },
        "recommendation.withdrawn": "withdrawn",
      },
    },
    consensus: {
      entry: [
        recommendation.raise({ type: "consensus.closed" } as RecommendationEvent, {
          id: "consensus",
          delay: "consensus",
        }),
      ],
      exit: [recommendation.cancel("consensus")],
      on: {
        "position.given": { guard: and(["windowOpen", "wasAsked"]), actions: [takePosition] },
        "consensus.closed": { actions: [closeCall] },
        "consensus.reached": {
          guard: and(["windowClosed", "noObjection", "quorumOfTheNonRecused", "interestsAnswered"]),
          target: "endorsed",
        },
        "consensus.failed": { guard: and(["windowClosed", "noConsensus"]), target: "draft" },
        "recommendation.withdrawn": "withdrawn",
      },
    },
    endorsed: {
      on: {
        "recommendation.published": { guard: "markedForPublication", target: "published" },
        "recommendation.withdrawn": "withdrawn",
      },
    },
    published: {},
    withdrawn: { type: "final" },
  },
});
