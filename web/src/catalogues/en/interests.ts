export const interests = {
  own: "Your interests",
  other: "Declaration of interests",
  none: "Nobody has asked for your interests yet.",
  noneWhy:
    "Whoever decides about others declares interests once a year. The form comes by mail when it is your turn, and stands here.",
  answerBy: "Answer due {when}",
  told: {
    requested:
      "{programme} asks you{role, select, other {, as {role},} empty {}} to declare your interests. Having none is an answer too. What you write is kept sealed.",
    assess: "What you declared is being looked at. You hear from us when it has been decided.",
    clear: "Nothing stands in the way until {until}. If anything changes, say so here.",
    managed: "Until {until} you stay out of what is listed here. Everything else is as it was.",
    blocking: "An interest stands in the way of your role, which rests until it has ended.",
    not_required: "Your affiliation is your interest, so there is nothing to declare.",
    by: "Due {when}",
  },
  outOf: "What you stay out of",
  theyOutOf: "What they stay out of",
  scopeOf: {
    programme: "The whole programme",
    group: "Group: {name}",
    recommendation: "Recommendation: {name}",
    organisation: "Organisation: {name}",
    item: "Meeting {name}, item {item, number}",
  },
  answer: "Your answer",
  assess: "What follows from it",
  ways: {
    interests_none: "You sign that there is nothing to declare.",
    interests_declared: "You say what there is; somebody else looks at it and tells you what follows.",
    interests_insignificant: "It stands in no way.",
    interests_managed: "They stay out of what you list.",
    interests_blocking: "It stands in the way of the role, which rests.",
  },
  sent: "Sent. Thank you.",
  story: "What happened",
};
