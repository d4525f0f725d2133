/** Rows that many states share: what is noted in any of them, and the ways out of them. */
import { actorOf } from "../../step.ts";
import type { EngagementContext } from "./context.ts";
import {
  forgetEverything,
  keepAlive,
  letGo,
  membershipClosed,
  decide,
  releaseEverything,
  dropOffer,
  remember,
  stopInactivity,
  vetted,
} from "./asks.ts";
import { all, arm, disarm, engagement, mail, note, signal } from "./setup.ts";
import { at } from "./places.ts";
import { patched } from "./profile.ts";

const attach = note<"message.attached">((event, context) => ({
  lastRecordId: event.recordId,
  consent: event.consent ?? context.consent,
}));

/** Of a list with hundreds of rows nobody is told row by row. */
const tellOwner = engagement.enqueueActions(({ event, enqueue }) => {
  if (event.type === "message.attached" && event.channel !== "import") enqueue(mail("message-attached"));
});

/** They did nothing new, so no clock starts anew. An address that was checked or vouched for stays so. */
const corrected = note<"reading.corrected">((event, { profile, nominatedBy }) => ({
  lastRecordId: event.recordId,
  nominatedBy: event.nominatorId ?? nominatedBy,
  profile: patched(profile, {
    ...event.profile,
    email: ["verified", "attested"].includes(profile.email) ? profile.email : event.profile.email,
  }),
}));

/** Every state but the two that end everything. */
export const everywhere = {
  "message.attached": { actions: [attach, tellOwner] },
  "reading.corrected": { actions: [corrected] },
  "owner.assigned": {
    actions: [note<"owner.assigned">((event) => ({ owner: event.ownerId, humanTouched: true }))],
  },
  "contact_preference.changed": {
    actions: [note<"contact_preference.changed">((event) => ({ doNotContact: event.doNotContact }))],
  },
  "interests.recorded": {
    actions: [note<"interests.recorded">((event) => ({ interestsUntil: event.validUntil }))],
  },
  "notice.due": { actions: [mail("person-to-tell")] },
  "person.told": { actions: [disarm("notice")] },
  "duplicate.absorbed": {
    actions: [
      mail<"duplicate.absorbed">("duplicate-absorbed", (event) => ({ engagementId: event.engagementId })),
    ],
  },
  "duplicate.returned": {
    actions: [
      mail<"duplicate.returned">("duplicate-returned", (event) => ({ engagementId: event.engagementId })),
    ],
  },
  // A group may answer an offer after it was taken back: then the seat must not stay reserved.
  "seat.reserved": { guard: all("answersOldOffer"), actions: [letGo] },
  "erasure.executed": {
    guard: all("planApproved", "noLegalHold"),
    target: at("erased"),
    actions: [releaseEverything, forget("forgetParty"), forgetEverything],
  },
};

/** The 16 states in which something is still to be done. */
export function live(place: string | ((context: EngagementContext) => string)) {
  return {
    ...everywhere,
    "duplicate.confirmed": {
      guard: all("survivorIsAnother", "survivorKnown", "survivorFree", "previewMatches"),
      target: at("merged"),
      actions: [
        remember("merge", place),
        note<"duplicate.confirmed">((event) => ({ survivorId: event.survivorId })),
        dropOffer,
        signal<"duplicate.confirmed">((event, context) => ({
          to: event.survivorId,
          event: { type: "duplicate.absorbed", engagementId: context.id },
        })),
      ],
    },
    "withdraw.requested": {
      guard: all("withdrawalEvidenced"),
      target: at("withdrawn"),
      actions: [releaseEverything, mail("withdrawal-confirmed")],
    },
  };
}

/** What a vetting's end and renewal mean to those who passed it. */
export const onceVetted = {
  "vetting.expiring": { actions: [mail("vetting-expiring")] },
  "vetting.expired": { actions: [mail("vetting-expired")] },
  "vetting.renewed": {
    guard: all("interestsAnswered"),
    actions: [note<"vetting.renewed">((event) => ({ dossierHash: event.dossierHash ?? null })), ...vetted],
  },
};

/** The seven states of those who may take part: a place in a group, or the way to one. */
export function placed(place: string | ((context: EngagementContext) => string)) {
  return {
    ...live(place),
    ...onceVetted,
    "vetting.alert": {
      guard: all("openHit"),
      target: at("suspended"),
      actions: [remember("suspension", place), dropOffer, mail("member-unavailable", groupsOf)],
    },
    "contact.lost": {
      guard: all("addressFailed"),
      actions: [mail<"contact.lost">("contact-lost", (event) => ({ route: event.route }))],
    },
  };
}

/** The four states of those who do take part: silence counts, and an end is a letter. */
export function active(place: string) {
  return {
    ...placed(place),
    "message.attached": { actions: [attach, tellOwner, keepAlive] },
    "inactivity.flagged": {
      guard: all("notOnLeave"),
      actions: [
        note(() => ({ inactivityFlagged: true })),
        mail("inactivity-flagged"),
        arm("inactivity.confirm"),
      ],
    },
    "inactivity.confirmed": {
      guard: all("inactivityFlagged", "notOnLeave"),
      target: at("dormant"),
      actions: [note(() => ({ rounds: 0, roundWait: false })), mail("member-dormant", groupsOf)],
    },
    "leave.started": {
      actions: [note(() => ({ onLeave: true, inactivityFlagged: false })), ...stopInactivity],
    },
    "leave.ended": { guard: all("onLeave"), actions: [note(() => ({ onLeave: false })), keepAlive] },
    "participation.completed": [
      {
        guard: all("everyMembershipEnded"),
        target: at("alumni"),
        actions: [
          membershipClosed,
          releaseEverything,
          mail<"participation.completed">("participation-completed", (event) => ({ groupId: event.groupId })),
        ],
      },
      { guard: all("membershipsRemain"), actions: [membershipClosed] },
    ],
    "participation.ended_by_us": endedByUs,
  };
}

export const endedByUs = {
  guard: all("twoPeople", "interestsAnswered"),
  target: at("declined"),
  actions: [
    decide("removed"),
    mail<"participation.ended_by_us">("participation-ended", (event) => ({
      reason: event.reason,
      wording: event.wording,
    })),
    releaseEverything,
  ],
};

/** They are away, but a group that closes closes for them too. */
export const whileAway = { "participation.completed": { actions: [membershipClosed] } };

export function forget(how: "forgetParty" | "forgetPartyLater") {
  return {
    type: how,
    params: ({ context }: { context: EngagementContext }) => ({ partyId: context.partyId ?? "" }),
  };
}

export const own = note((_, context) => ({ owner: actorOf(context), humanTouched: true }));

function groupsOf(_: unknown, context: EngagementContext) {
  return { groupIds: context.memberships.map(({ groupId }) => groupId) };
}
