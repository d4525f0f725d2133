/** Beside the stages: dormant and suspended parties, who are expected back. */
import { releaseEverything } from "../asks.ts";
import { endedByUs, live, onceVetted, whileAway } from "../everywhere.ts";
import { at, SUSPENDABLE } from "../places.ts";
import { all, allAndReturns, arm, disarm, engagement, mail, note } from "../setup.ts";

const heard = note<"reply.received">((event) => ({
  lastRecordId: event.recordId,
  rounds: 0,
  roundWait: false,
}));

/** A dormant party answered. What they come back to depends on their vetting and on whether they kept a seat. */
const comesBack = {
  "reply.received": [
    {
      guard: all("replyPositive", "vettingInDate", "membershipOpen"),
      target: at("meeting.meeting"),
      actions: [heard, mail("welcome-back")],
    },
    {
      guard: all("replyPositive", "vettingInDate", "noMembershipOpen"),
      target: at("assignment.approved"),
      actions: [heard, mail("placement-to-do")],
    },
    {
      guard: all("replyPositive", "vettingRanOut"),
      target: at("vetting.screening"),
      actions: [
        heard,
        note(() => ({ tier: 1, vetters: [], dossierHash: null })),
        arm("screening"),
        mail("screening-to-do"),
      ],
    },
    // A "not now" is not lost: the owner reads it, and the rounds go on.
    {
      guard: all("replyNotPositive"),
      actions: [
        note<"reply.received">((event) => ({ lastRecordId: event.recordId })),
        mail("reply-received"),
      ],
    },
  ],
};

export const dormant = engagement.createStateConfig({
  entry: [arm("dormancy")],
  exit: [disarm("dormancy"), disarm("reengagement.wait")],
  on: {
    ...live("dormant"),
    ...onceVetted,
    ...whileAway,
    ...comesBack,
    "reengage.started": {
      guard: all("mayBeContacted", "roundsLeft", "roundDue", "lawfulBasis"),
      target: at("reengaging"),
      actions: [note((_, context) => ({ rounds: context.rounds + 1 })), mail("reengagement-plan")],
    },
    "reengage.due": { actions: [note(() => ({ roundWait: false })), mail("reengagement-possible")] },
    "dormancy.expired": {
      target: at("closed_inactive"),
      actions: [releaseEverything, mail("closed-inactive")],
    },
  },
});

export const reengaging = engagement.createStateConfig({
  meta: { turn: "stakeholder" },
  entry: [arm("reengagement")],
  exit: [disarm("reengagement")],
  on: {
    ...live("reengaging"),
    ...onceVetted,
    ...whileAway,
    ...comesBack,
    "reengage.unanswered": [
      {
        guard: all("roundsLeft"),
        target: at("dormant"),
        actions: [
          note(() => ({ roundWait: true })),
          arm("reengagement.wait"),
          mail("reengagement-unanswered"),
        ],
      },
      {
        guard: all("roundsUsedUp"),
        target: at("closed_inactive"),
        actions: [releaseEverything, mail("closed-inactive")],
      },
    ],
  },
});

export const suspended = engagement.createStateConfig({
  meta: { turn: "approver" },
  entry: [arm("suspension"), mail("suspension-review")],
  exit: [disarm("suspension")],
  on: {
    ...live("suspended"),
    ...onceVetted,
    ...whileAway,
    "suspension.overdue": { actions: [mail("suspension-overdue")] },
    "suspension.lifted": SUSPENDABLE.map((place) => ({
      guard: allAndReturns(["interestsAnswered"], "suspension", place),
      target: at(place),
      actions: [
        note((_, context) => ({ returnTo: { ...context.returnTo, suspension: null } })),
        mail("access-restored"),
      ],
    })),
    "participation.ended_by_us": endedByUs,
  },
});
