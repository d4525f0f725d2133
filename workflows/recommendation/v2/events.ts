import { z } from "zod";
import { instanceId, reference, waiver } from "../../fields.ts";
import { eventRule, type EventsOf } from "../../rules.ts";
import { events as before } from "../v1/events.ts";

export const events = {
  ...before,
  "recommendation.published": eventRule(
    ["chair"],
    "The recommendation is public.",
    { outputId: reference().optional() },
    ["marking"],
  ),
  "consensus.opened": eventRule(
    ["lead", "chair"],
    "The members are asked for their positions; who is recused is not.",
    { method: z.enum(["silence", "poll", "vote"]), waiver: waiver("interestsAnswered").optional() },
    ["body", "recusals", "interests"],
  ),
  "position.given": eventRule(
    ["member", "stakeholder"],
    "A member said where they stand.",
    {
      engagementId: instanceId("engagement"),
      position: z.enum(["support", "can_live_with", "object", "abstain", "recuse"]),
    },
    ["recusals"],
  ),
  "consensus.closed": eventRule(["system"], "The window for positions is over.", {}),
  "consensus.reached": eventRule(
    ["lead", "chair", "system"],
    "The members who may decide agree.",
    { waiver: waiver("interestsAnswered").optional() },
    ["recusals", "interests"],
  ),
  "consensus.failed": eventRule(["system", "chair"], "The members who may decide do not agree.", {}, [
    "recusals",
  ]),
};

export type RecommendationEvent = EventsOf<typeof events>;
export type EventOf<Type extends RecommendationEvent["type"]> = Extract<RecommendationEvent, { type: Type }>;
