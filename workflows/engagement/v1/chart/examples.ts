/** Values that many rows of the chart use as their example. */
import type { Offer } from "../context.ts";
import type { Profile } from "../profile.ts";

export const HASH = "0000000000000000000000000000000000000000000000000000000000000000";
export const PROFILE: Profile = {
  named: true,
  email: "verified",
  affiliation: "organisation",
  country: "GB",
  interests: ["insurance"],
  capacity: "organisation",
  kind: "participate",
  origin: "web",
};
export const OFFER: Offer = { number: 1, groupId: "group-1", undertakings: "2013-01", from: "approved" };
export const CHECKS = [
  { check: "identity", outcome: "clear", evidenceId: "evidence-1", checkedOn: "2013-01-10" },
  { check: "exclusion_criteria", outcome: "clear", evidenceId: "evidence-1", checkedOn: "2013-01-10" },
  { check: "sanctions_list", outcome: "clear", evidenceId: "evidence-1", checkedOn: "2013-01-10" },
  { check: "public_controversies", outcome: "clear", evidenceId: "evidence-1", checkedOn: "2013-01-10" },
];
/** The four states of those who take part. */
export const ACTIVE_STATES = [
  "meeting.onboarding",
  "meeting.meeting",
  "meeting.contributor",
  "recommendation.recommending",
];
/** The 16 live states; `needs_information` stands in two stages. */
const LIVE_STATES = [
  "inquiry.received",
  "inquiry.triage",
  "inquiry.needs_information",
  "vetting.needs_information",
  "vetting.screening",
  "vetting.due_diligence",
  "vetting.decision_pending",
  "assignment.approved",
  "assignment.waitlisted",
  "assignment.offered.open",
  "meeting.onboarding",
  "meeting.meeting",
  "meeting.contributor",
  "recommendation.recommending",
  "dormant",
  "reengaging",
  "suspended",
];
/** Every state but `new` and the final ones. */
export const ALL_STATES = [
  ...LIVE_STATES,
  "inquiry.quarantined",
  "vetting.appealed",
  "declined",
  "answered",
  "referred",
  "merged",
  "lapsed",
  "declined_final",
  "withdrawn",
  "alumni",
  "closed_inactive",
];
/** Whoever acts has not answered the form about their own interests. */
export const UNANSWERED = { interests: { sender: { state: "requested" } } };
