/** What whoever opens a case does next, by where it stands: the best first, for all roles together. Pure. */
import type { JsonObject, Projection } from "../../workflow.ts";
import type { EventType } from "./events.ts";

/** Nothing leads on from here by staff: what the party says is what there is to enter. */
const WAITS: readonly EventType[] = ["message.attached"];
const TAKES_PART: readonly EventType[] = ["leave.ended", "inactivity.confirmed", ...WAITS];
const GONE: readonly EventType[] = ["inquiry.renewed", ...WAITS];
const SETTLED: readonly EventType[] = ["reply.received"];

const BY_STATE: Readonly<Record<string, readonly EventType[]>> = {
  received: ["triage.claimed"],
  quarantined: ["spam.cleared", "spam.confirmed"],
  needs_information: ["info.supplied"],
  screening: ["screening.completed", "tier2.required", "info.requested", "profile.completed"],
  due_diligence: ["due_diligence.completed", "info.requested", "profile.completed"],
  decision_pending: ["vetting.approved", "work.requested", "vetting.declined", ...WAITS],
  appealed: ["appeal.upheld", "appeal.dismissed", ...WAITS],
  approved: ["seat.offered", "seat.waitlisted", "contributor.admitted"],
  waitlisted: ["seat.offered", "interest.confirmed"],
  offered: ["seat.accepted", "seat.refused", ...WAITS],
  onboarding: TAKES_PART,
  meeting: TAKES_PART,
  contributor: ["leave.ended", "inactivity.confirmed", "seat.offered", ...WAITS],
  recommending: TAKES_PART,
  dormant: ["reengage.started", "reply.received"],
  reengaging: ["reply.received"],
  suspended: ["suspension.lifted", "participation.ended_by_us", ...WAITS],
  declined: WAITS,
  answered: SETTLED,
  referred: SETTLED,
  lapsed: SETTLED,
  declined_final: GONE,
  withdrawn: GONE,
  alumni: GONE,
  closed_inactive: GONE,
  merged: ["merge.undone", ...WAITS],
};

/** Kinds of inquiry that an answer settles, which most are. */
const ANSWERED = ["question", "idea", "formal_request", "press", "meeting_proposal"];

export function first({ state, card }: Pick<Projection, "state" | "card">): readonly EventType[] {
  if (state === "triage") return inTriage(card);
  const usual = BY_STATE[state] ?? [];
  // Who means to write only wants no seat.
  return state === "approved" && card["commitment"] === "written"
    ? ["contributor.admitted", ...usual]
    : usual;
}

/** Vetting asks for country, sectors and capacity: where they are missing, whoever wants to take part is asked first. */
function inTriage({ kind, country, interests, capacity }: JsonObject): readonly EventType[] {
  if (typeof kind === "string" && ANSWERED.includes(kind))
    return ["inquiry.answered", "info.requested", "vetting.started"];
  const isComplete = country != null && capacity != null && Array.isArray(interests) && interests.length > 0;
  return isComplete
    ? ["vetting.started", "info.requested", "inquiry.answered"]
    : ["info.requested", "vetting.started", "profile.completed", "inquiry.answered"];
}
