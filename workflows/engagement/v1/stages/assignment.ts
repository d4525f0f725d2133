/** Stage `assignment`: an approved party waits for a seat, or is offered one. */
import { dateOf } from "../../../civil-time.ts";
import { nowOf } from "../../../step.ts";
import { referred, dropOffer, keepWaiting, releaseOffer, stopWaiting, waived } from "../asks.ts";
import type { EngagementContext, Offer } from "../context.ts";
import { placed } from "../everywhere.ts";
import { at } from "../places.ts";
import { all, arm, disarm, engagement, mail, note, signal } from "../setup.ts";

/** An offer does not outlive a suspension or a merge: its seat is given back, and this is where one returns to. */
const beforeOffer = ({ offer }: EngagementContext) =>
  offer?.from === "contributor" ? "meeting.contributor" : "assignment.approved";

/** The row `seat.offered`: the group is asked to hold a seat; nobody outside is told before it does. */
export function offerFrom(from: Offer["from"]) {
  return {
    guard: all("groupKnown", "intakeOpen", "seatFree", "compositionHolds", "interestsInDate"),
    target: at("assignment.offered"),
    actions: [
      note<"seat.offered">((event, context) => ({
        offers: context.offers + 1,
        offer: { number: context.offers + 1, groupId: event.groupId, undertakings: event.undertakings, from },
        interestsUntil: event.interestsUntil ?? context.interestsUntil,
        waivers: [...context.waivers, ...waived(context, event.waivers ?? [])],
      })),
      signal<"seat.offered">((event, context) => ({
        to: event.groupId,
        event: { type: "seat.requested", engagementId: context.id, offer: context.offers },
      })),
    ],
  };
}

/** The group did not hold a seat: everything is as it was before, and the owner hears why. */
function backToWhereItCameFrom(condition: "answersOffer" | null, act: readonly (typeof releaseOffer)[]) {
  const first = condition === null ? [] : [condition];
  const refused = mail<"seat.offer_refused" | "offer.stalled">("seat-offer-refused", (event, context) => ({
    groupId: context.offer?.groupId,
    reason: event.type === "seat.offer_refused" ? event.reason : "no_answer",
  }));
  const actions = [refused, ...act, note(() => ({ offer: null }))];
  return [
    { guard: all(...first, "offerFromApproved"), target: at("assignment.approved"), actions },
    {
      guard: all(...first, "offerFromWaitlist"),
      target: at("assignment.waitlisted"),
      actions: [...actions, keepWaiting],
    },
    { guard: all(...first, "offerFromContributor"), target: at("meeting.contributor"), actions },
  ];
}

const seatFreed = mail("seat-freed", (_, context) => ({ groupId: context.offer?.groupId }));

export const assignment = engagement.createStateConfig({
  initial: "approved",
  states: {
    approved: {
      meta: { turn: "officer" },
      on: {
        ...placed("assignment.approved"),
        "inquiry.referred": referred,
        "seat.waitlisted": {
          guard: all("groupKnown", "groupTakesNobody"),
          target: "waitlisted",
          actions: [
            note<"seat.waitlisted">((event) => ({ waitingFor: event.groupId })),
            signal<"seat.waitlisted">((event, context) => ({
              to: event.groupId,
              event: { type: "seat.waited", engagementId: context.id },
            })),
            mail<"seat.waitlisted">("waitlisted", (event) => ({ groupId: event.groupId })),
          ],
        },
        "seat.offered": offerFrom("approved"),
        "contributor.admitted": {
          target: at("meeting.contributor"),
          actions: [
            note<"contributor.admitted">((event) => ({ contributesTo: event.groupId ?? null })),
            engagement.enqueueActions(({ context, enqueue }) => {
              if (context.contributesTo === null) return;
              const event = { type: "contributor.joined", engagementId: context.id };
              enqueue({ type: "signal", params: { to: context.contributesTo, event } });
            }),
            mail<"contributor.admitted">("contributor-welcome", (event) => ({ groupId: event.groupId })),
          ],
        },
      },
    },
    waitlisted: {
      entry: [note(() => ({ checksUnanswered: 0 })), arm("waitlist.check")],
      exit: [disarm("waitlist.check"), disarm("waitlist.unanswered")],
      on: {
        ...placed("assignment.waitlisted"),
        "seat.offered": offerFrom("waitlisted"),
        "group.opened": {
          guard: all("waitsForThisGroup"),
          actions: [mail<"group.opened">("offer-possible", (event) => ({ groupId: event.groupId }))],
        },
        "group.ended": {
          guard: all("waitsForThisGroup"),
          target: "approved",
          actions: [
            mail<"group.ended">("group-ended", (event) => ({ groupId: event.groupId, how: event.how })),
            note(() => ({ waitingFor: null })),
          ],
        },
        "interest.check_due": [
          {
            guard: all("firstCheck"),
            actions: [note(() => ({ checksUnanswered: 1 })), mail("still-interested"), arm("waitlist.check")],
          },
          {
            guard: all("secondCheck"),
            actions: [
              note(() => ({ checksUnanswered: 2 })),
              mail("still-interested"),
              arm("waitlist.unanswered"),
            ],
          },
        ],
        "interest.confirmed": {
          actions: [
            note(() => ({ checksUnanswered: 0 })),
            disarm("waitlist.unanswered"),
            arm("waitlist.check"),
          ],
        },
        "interest.unanswered": {
          guard: all("twoChecksUnanswered"),
          target: at("dormant"),
          actions: [stopWaiting, note(() => ({ rounds: 0, roundWait: false })), mail("waitlist-released")],
        },
      },
    },
    offered: {
      meta: { turn: "stakeholder" },
      initial: "pending",
      on: {
        ...placed(beforeOffer),
        "group.ended": {
          guard: all("offeredByThisGroup"),
          target: "approved",
          actions: [
            mail<"group.ended">("group-ended", (event) => ({ groupId: event.groupId, how: event.how })),
            note(() => ({ offer: null, waitingFor: null })),
          ],
        },
      },
      states: {
        pending: {
          entry: [arm("offer.pending")],
          exit: [disarm("offer.pending")],
          on: {
            "seat.reserved": {
              guard: all("answersOffer"),
              target: "open",
              actions: [
                // The group took them off its own list when it held the seat; another group's list has to be told.
                engagement.enqueueActions(({ context, enqueue }) => {
                  if (context.waitingFor !== context.offer?.groupId) enqueue(stopWaiting);
                  enqueue.assign({ waitingFor: null });
                }),
              ],
            },
            "seat.offer_refused": backToWhereItCameFrom("answersOffer", []),
            "offer.stalled": backToWhereItCameFrom(null, [releaseOffer]),
            "offer.withdrawn": { target: at("assignment.approved"), actions: [dropOffer] },
          },
        },
        open: {
          entry: [
            arm("offer.reminder"),
            arm("offer.expiry"),
            mail("seat-offer", (_, { offer }) => ({
              groupId: offer?.groupId,
              undertakings: offer?.undertakings,
            })),
          ],
          exit: [disarm("offer.reminder"), disarm("offer.expiry")],
          on: {
            "offer.reminder": { actions: [mail("offer-reminder")] },
            "offer.withdrawn": {
              target: at("assignment.approved"),
              actions: [
                mail<"offer.withdrawn">("offer-withdrawn", (event) => ({ reason: event.reason })),
                releaseOffer,
              ],
            },
            "seat.refused": { target: at("assignment.approved"), actions: [seatFreed, releaseOffer] },
            "offer.expired": {
              target: at("assignment.approved"),
              actions: [mail("offer-expired"), seatFreed, releaseOffer],
            },
            "seat.accepted": {
              guard: all("undertakingsAccepted"),
              target: at("meeting.onboarding"),
              actions: [
                signal((_, { id, offer }) => ({
                  to: offer?.groupId ?? "",
                  event: { type: "seat.taken", engagementId: id, offer: offer?.number ?? 0 },
                })),
                mail("welcome-pack", (_, { offer }) => ({ groupId: offer?.groupId })),
                mail("member-joined", (_, { offer }) => ({ groupId: offer?.groupId })),
                note<"seat.accepted">((event, context) => ({
                  memberships: joined(context, event.undertakings),
                  offer: null,
                  waitingFor: null,
                })),
              ],
            },
          },
        },
      },
    },
  },
});

function joined(context: EngagementContext, undertakings: string): EngagementContext["memberships"] {
  const { memberships, offer } = context;
  if (offer === null) return memberships;
  const others = memberships.filter(({ groupId }) => groupId !== offer.groupId);
  return [...others, { groupId: offer.groupId, since: dateOf(nowOf(context)), undertakings }];
}
