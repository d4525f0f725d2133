export const today = {
  title: "Today",
  mine: "Mine",
  unclaimed: "New and unclaimed",
  sinceWhen: "since {when}",
  claim: "Claim",
  claimed: "You claimed {who}",
  empty: "Nothing is waiting for you.",
  emptyWhy: "New inquiries appear here when they arrive.",
  nameless: "No name yet",
};
