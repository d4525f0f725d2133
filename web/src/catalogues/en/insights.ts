export const insights = {
  title: "Insights",
  parts: "Figures",
  tab: {
    funnel: "Funnel",
    time: "Time in stage",
    inflow: "Inflow",
    targets: "Answers in time",
  },
  export: "Export as CSV",
  period: "Period and filter",
  from: "Opened from",
  to: "Up to and including",
  origin: "Came by",
  everyOrigin: "Every way",
  lastWeeks: "{weeks} weeks",
  lastYear: "The last year",
  tooLittle:
    "Too little yet: {count, plural, =0 {no engagement} one {# engagement} other {# engagements}}. Pictures start at {from}.",
  opened: "Opened",
  all: "All",
  median: "Median days",
  p90: "Days, nine in ten",
  from_where: {
    web: "Web form",
    logged: "Logged by hand",
    nominated: "Nomination",
    email: "E-mail",
    import: "Import",
    event: "Event",
    letter: "Letter",
    unknown: "Not known",
  },
  funnel: {
    sentence:
      "From {from} to {to}, {count, plural, one {# engagement was opened} other {# engagements were opened}}: {vetting, number} ({share}) reached vetting, {assignment, number} assignment, {meeting, number} a meeting and {recommendation, number} a recommendation. Most came by {origin} ({most, number}).",
  },
  time: {
    sentence:
      "They stay longest in {stage}: half of the {count, number} who have left it stayed {median, plural, one {# day} other {# days}} at most, nine in ten {p90, plural, one {# day} other {# days}}.",
    nobody: "Nobody has left a stage yet, so there is no time to tell.",
    stage: "Stage",
    state: "State",
    whole: "The whole stage",
    none: "nobody has left it yet",
    entered: "Entered",
    left: "Left",
    label:
      "half in {median, plural, one {# day} other {# days}}, nine in ten in {p90, plural, one {# day} other {# days}}",
  },
  inflow: {
    sentence:
      "From {from} to {to}, {count, plural, one {# engagement was opened} other {# engagements were opened}}. Over the {weeks, plural, one {# week} other {# weeks}} between the first and the last that is {each, number} a week; the most, {most, number}, came in the week of {week}.",
    week: "Week of",
    by: "{origin}: {count, number}",
  },
  targets: {
    sentence:
      "Of {over, plural, one {# answer that is due} other {# answers that were due}}, {inTime, number} ({share}) came in time and {late, number} late; {running, plural, one {# more still has} other {# more still have}} time.",
    worst: "Most often late: {target}, {late, number} of {began, number}.",
    none: "No answer is due yet.",
    target: "Answer",
    rule: "Promised within",
    began: "Began",
    inTime: "In time",
    late: "Late",
    running: "Still running",
    ended: {
      inTime: "{count, number} in time",
      late: "{count, number} late",
      running: "{count, number} running",
    },
  },
};
