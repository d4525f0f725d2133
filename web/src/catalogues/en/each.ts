/** One of those that a field holds several of, by the field's name: it is followed by its number. */
export const each = {
  attendance: "Attendance",
  checks: "Check",
  evidenceIds: "Piece of evidence",
  items: "Item",
  leads: "Lead",
  organisations: "Organisation",
  papers: "Paper",
  present: "Person present",
  questions: "Question",
  scope: "Part",
  waivers: "Waiver",
};
