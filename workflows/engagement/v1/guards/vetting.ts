import { addMonths, isBefore } from "../../../civil-time.ts";
import { actorOf, actsAs, factOf, nowOf } from "../../../step.ts";
import type { EngagementContext } from "../context.ts";
import { MANDATORY_CHECKS } from "../events/vetting.ts";
import { interestsAnswered } from "../../../declared.ts";
import { about, given } from "./kit.ts";

/** Events that decide about the party, which nobody sends whose own interests are unknown. */
type Decision =
  | "screening.completed"
  | "due_diligence.completed"
  | "vetting.approved"
  | "vetting.declined"
  | "vetting.renewed"
  | "appeal.upheld"
  | "appeal.dismissed"
  | "suspension.lifted"
  | "participation.ended_by_us";

export const vettingGuards = {
  interestsAnswered: about<Decision>((event, context) => interestsAnswered(context, event)),
  everyCheckDone: about<"screening.completed">((event) =>
    MANDATORY_CHECKS.every((check) => event.checks?.some((done) => done.check === check)),
  ),
  noOpenHit: about<"screening.completed">(
    (event) => !event.checks?.some((done) => done.outcome === "open_hit"),
  ),
  /** Somebody looked into the party: an appeal against "out of scope" must not approve one nobody has vetted. */
  dossierFrozen: given((context) => context.dossierHash !== null),
  /** By what was recorded on the case, or by the scope of an interest that is managed. */
  deciderNotRecused: given(
    (context) => !context.recused.includes(actorOf(context)) && !isRecusedByScope(context, actorOf(context)),
  ),
  deciderNotExcluded: given((context) => !context.excludedDeciders.includes(actorOf(context))),
  /** Only after due diligence; a team of one may waive it with a reason. */
  fourEyes: about<"vetting.approved">(
    (event, context) => context.tier === 1 || !isOnlyVetter(context) || event.waiver?.guard === "fourEyes",
  ),
  appealWindowOpen: given((context) => context.appealWindowOpen),
  noEarlierAppeal: given((context) => !context.appealed),
  reviewerIndependent: given(
    (context) => context.decision?.by !== actorOf(context) && !context.vetters.includes(actorOf(context)),
  ),
  yearPassedOrMaterialChange: about<"inquiry.renewed">(
    (event, context) => yearPassed(context) || (event.materialChange === true && actsAs(context, "approver")),
  ),
  openHit: about<"vetting.alert">((event) => event.openHit),
  vettingInDate: given(isVetted),
  vettingRanOut: given((context) => !isVetted(context)),
};

function isRecusedByScope(context: EngagementContext, accountId: string): boolean {
  const who = factOf(context, "recusals")?.["who"];
  return Array.isArray(who) && who.includes(accountId);
}

function isOnlyVetter(context: EngagementContext): boolean {
  return context.vetters.every((vetter) => vetter === actorOf(context));
}

function yearPassed(context: EngagementContext): boolean {
  return context.decision === null || !isBefore(nowOf(context), addMonths(context.decision.at, 12));
}

function isVetted(context: EngagementContext): boolean {
  return context.vettedUntil !== null && isBefore(nowOf(context), context.vettedUntil);
}
