import { dateOf } from "../../../civil-time.ts";
import { actorOf, actsAs, factOf, nowOf } from "../../../step.ts";
import type { EngagementContext } from "../context.ts";
import type { EventOf } from "../events.ts";
import { formOf, INTERESTS, isInDate } from "../../../declared.ts";
import { about, given } from "./kit.ts";

export const participationGuards = {
  /** The event is looked at first: without it nobody can know the group, and what may be sent hangs on which one it names. */
  groupKnown: about<"seat.offered" | "seat.waitlisted">(
    (event, context) => Boolean(event.groupId) && factOf(context, "group") !== null,
  ),
  groupTakesNobody: given((context) => !takesPeople(context) || !hasFreeSeat(context)),
  intakeOpen: given(takesPeople),
  seatFree: given(hasFreeSeat),
  compositionHolds: about<"seat.offered">(
    (event, context) => compositionHolds(context) || isWaived(event, "compositionHolds"),
  ),
  /** The form says, where there is one; else whoever makes the offer vouches for one on paper. */
  interestsInDate: about<"seat.offered">((event, context) => {
    const form = formOf(factOf(context, INTERESTS)?.["party"]);
    const until = event.interestsUntil ?? context.interestsUntil;
    const isOnPaper = until !== null && until >= dateOf(nowOf(context));
    return (form === null ? isOnPaper : isInDate(context, form)) || isWaived(event, "interestsInDate");
  }),
  answersOffer: about<"seat.reserved" | "seat.offer_refused">(
    (event, context) => event.offer === context.offer?.number,
  ),
  /** An answer to an offer that is over: the group must be told to let the seat go. */
  answersOldOffer: about<"seat.reserved">((event, context) => event.offer !== context.offer?.number),
  undertakingsAccepted: about<"seat.accepted">(
    (event, context) => event.undertakings === context.offer?.undertakings,
  ),
  offerFromContributor: given((context) => context.offer?.from === "contributor"),
  offerFromWaitlist: given((context) => context.offer?.from === "waitlisted"),
  offerFromApproved: given((context) => context.offer?.from === "approved"),
  waitsForThisGroup: about<"group.opened" | "group.ended">(
    (event, context) => event.groupId === context.waitingFor,
  ),
  offeredByThisGroup: about<"group.ended">((event, context) => event.groupId === context.offer?.groupId),
  firstCheck: given((context) => context.checksUnanswered === 0),
  secondCheck: given((context) => context.checksUnanswered === 1),
  twoChecksUnanswered: given((context) => context.checksUnanswered >= 2),
  wasPresent: about<"attendance.recorded">((event) => event.present === "room" || event.present === "remote"),
  recommendationStands: about<"contribution.linked">((event) => event.recommendationState !== "withdrawn"),
  inactivityFlagged: given((context) => context.inactivityFlagged),
  notOnLeave: given((context) => !context.onLeave),
  onLeave: given((context) => context.onLeave),
  everyMembershipEnded: about<"participation.completed">((event, context) => isLastGroup(event, context)),
  membershipsRemain: about<"participation.completed">((event, context) => !isLastGroup(event, context)),
  membershipOpen: given((context) => context.memberships.length > 0),
  noMembershipOpen: given((context) => context.memberships.length === 0),
  twoPeople: about<"participation.ended_by_us">(
    (event, context) => event.seconder !== actorOf(context) || event.waiver?.guard === "twoPeople",
  ),
  addressFailed: about<"contact.lost">((event) => event.route === "post" || event.bounces >= 2),
  roundsLeft: given((context) => context.rounds < 3),
  roundsUsedUp: given((context) => context.rounds >= 3),
  roundDue: given((context) => !context.roundWait),
  lawfulBasis: about<"reengage.started">((event) => event.lawfulBasis),
  replyPositive: about<"reply.received">((event) => event.positive === true),
  replyNotPositive: about<"reply.received">((event) => event.positive !== true),
  withdrawalEvidenced: about<"withdraw.requested">(
    (event, context) => actsAs(context, "stakeholder") || event.evidenceId !== undefined,
  ),
  planApproved: about<"erasure.executed">((event) => event.planApproved),
  noLegalHold: about<"erasure.executed">((event) => !event.legalHold),
};

function takesPeople(context: EngagementContext): boolean {
  const group = factOf(context, "group");
  return (group?.["state"] === "forming" || group?.["state"] === "active") && group["intake"] !== "shut";
}

function hasFreeSeat(context: EngagementContext): boolean {
  const free = factOf(context, "group")?.["free"];
  return typeof free === "number" && free > 0;
}

/** A group without a composition rule says nothing about it. */
function compositionHolds(context: EngagementContext): boolean {
  const composition = factOf(context, "group")?.["composition"] as
    | { readonly holds?: boolean }
    | null
    | undefined;
  return composition?.holds !== false;
}

function isWaived(event: EventOf<"seat.offered">, guard: string): boolean {
  return event.waivers?.some((waiver) => waiver.guard === guard) ?? false;
}

function isLastGroup(event: EventOf<"participation.completed">, context: EngagementContext): boolean {
  return context.memberships.every((membership) => membership.groupId === event.groupId);
}
