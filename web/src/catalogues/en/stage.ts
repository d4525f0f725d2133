export const stage = {
  inquiry: "Inquiry",
  vetting: "Vetting",
  assignment: "Assignment",
  meeting: "Meeting",
  recommendation: "Recommendation",
  parked: "Parked",
  closed: "Closed",
};
