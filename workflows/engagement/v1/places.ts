/** Where the states are, and which of them share their ways out. */
export const LIVE = [
  "inquiry.received",
  "inquiry.triage",
  "inquiry.needs_information",
  "vetting.needs_information",
  "vetting.screening",
  "vetting.due_diligence",
  "vetting.decision_pending",
  "assignment.approved",
  "assignment.waitlisted",
  "meeting.onboarding",
  "meeting.meeting",
  "meeting.contributor",
  "recommendation.recommending",
  "dormant",
  "reengaging",
  "suspended",
] as const;

/** Where the end of a suspension leads. An offer does not outlive a suspension, so `offered` is none of them. */
export const SUSPENDABLE = [
  "assignment.approved",
  "assignment.waitlisted",
  "meeting.onboarding",
  "meeting.meeting",
  "meeting.contributor",
  "recommendation.recommending",
] as const;

export type Place = (typeof LIVE)[number];

export const at = (path: string) => `#engagement.${path}`;
