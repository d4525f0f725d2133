import { z } from "zod";
import { instanceId, reasonCode, reference } from "../../fields.ts";
import { eventRule, type EventsOf } from "../../rules.ts";

const EDITORS = ["officer", "lead", "secretariat"] as const;

export const events = {
  "recommendation.drafted": eventRule(EDITORS, "A recommendation is being drafted.", {
    title: z.string().min(1).max(300),
    groupId: instanceId("group"),
  }),
  "contribution.linked": eventRule(EDITORS, "Something a party gave went into the recommendation.", {
    contributionId: reference(),
    engagementId: instanceId("engagement"),
    kind: z.enum(["statement", "paper", "edit"]),
    recordId: reference().optional(),
  }),
  "recommendation.published": eventRule(["chair"], "The recommendation is public.", {
    outputId: reference().optional(),
  }),
  "recommendation.withdrawn": eventRule(["lead", "chair"], "The recommendation was given up.", {
    reason: reasonCode("no_consensus", "superseded", "merged_with_another", "mandate_changed", "other"),
  }),
};

export type RecommendationEvent = EventsOf<typeof events>;
export type EventOf<Type extends RecommendationEvent["type"]> = Extract<RecommendationEvent, { type: Type }>;
