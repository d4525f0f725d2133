/** In which order somebody is offered what they may do. What only notes something is in none of these. */
import type { Move } from "../../workflow.ts";
import type { EventType } from "./events.ts";

export const moves = {
  forward: [
    "spam.cleared",
    "triage.claimed",
    "vetting.started",
    "screening.completed",
    "due_diligence.completed",
    "vetting.approved",
    "appeal.upheld",
    "suspension.lifted",
    "seat.offered",
    "seat.accepted",
    "info.supplied",
    "reply.received",
    "inquiry.answered",
    "contributor.admitted",
    "interest.confirmed",
    "leave.ended",
    "inquiry.renewed",
  ],
  ask: [
    "info.requested",
    "tier2.required",
    "work.requested",
    "reengage.started",
    "profile.completed",
    "seat.waitlisted",
    "vetting.renewed",
    "inquiry.referred",
    "appeal.lodged",
    "leave.started",
  ],
  decline: [
    "spam.confirmed",
    "inquiry.out_of_scope",
    "vetting.declined",
    "appeal.dismissed",
    "seat.refused",
    "offer.withdrawn",
    "vetting.alert",
  ],
  leave: [
    "inactivity.confirmed",
    "withdraw.requested",
    "participation.ended_by_us",
    "duplicate.confirmed",
    "merge.undone",
    "erasure.executed",
  ],
} as const satisfies Record<Move, readonly EventType[]>;
