export const troubles = {
  part: {
    parked: "Stopped charts",
    failed: "Work that failed",
    sources: "Sources",
  },
  parkedAt: "stopped {when}",
  holdsUp:
    "{count, plural, =0 {holds nothing up} one {holds up # piece of work} other {holds up # pieces of work}}",
  retry: "Retry…",
  ofIt: "chart {reference}",
  kind: { parked: "Stopped", "gave-up": "Given up", "signal-undelivered": "Not delivered" },
  tryAgain: "Try again",
  triedAgain: "It is tried again.",
  seeWork: "See the work",
  look: "Look at it",
  source: {
    refused: "{count, plural, one {# delivery} other {# deliveries}} refused this week, the last {when}",
    held: "{count, plural, one {# delivery} other {# deliveries}} of this week could not be read, the last {when}",
    silent: "Nothing has come since {when}",
    never: "Nothing has come yet; made {when}",
  },
  sourceNext: {
    refused: "Check its secret or token with whoever runs the form.",
    held: "Say which question fills which field, then have them read again.",
    silent: "Send a test from the form, and see whether it still posts here.",
    never: "Put its address into the form, then send a test.",
  },
  all: "All {count, number}",
  calm: "Nothing has stopped, failed or fallen silent.",
  calmWhy:
    "What does stands here with its next step. Cases stand here for those who work with them; to work with cases as well, give yourself the role of an officer in a programme.",
  people: "Invite people and give roles",
  programmes: "Set up programmes",
  queues: "See how work goes",
};
