export const participation = {
  interests: {
    recorded: {
      do: "Record interests…",
      did: "Interests were assessed",
    },
  },
  seat: {
    waitlisted: {
      do: "Put on the waitlist…",
      did: "put this person on the waitlist",
    },
    offered: {
      do: "Offer a seat…",
      did: "offered a seat",
    },
    reserved: {
      do: "Reserve the seat",
      did: "The seat is reserved",
    },
    offer_refused: {
      do: "No seat is free",
      did: "No seat was free",
    },
    accepted: {
      do: "Record acceptance…",
      did: "accepted the seat",
    },
    refused: {
      do: "Record refusal…",
      did: "refused the seat",
    },
  },
  offer: {
    stalled: {
      do: "The offer is stuck",
      did: "The offer got stuck",
    },
    withdrawn: {
      do: "Withdraw the offer…",
      did: "withdrew the offer",
    },
    reminder: {
      do: "Remind of the offer",
      did: "A reminder of the offer was sent",
    },
    expired: {
      do: "End the offer",
      did: "The offer ended without an answer",
    },
  },
  contributor: {
    admitted: {
      do: "Admit as contributor…",
      did: "admitted a contributor",
    },
  },
  interest: {
    check_due: {
      do: "Ask whether they still want to",
      did: "Asked whether they still want to take part",
    },
    confirmed: {
      do: "Confirm the interest…",
      did: "confirmed their interest",
    },
    unanswered: {
      do: "No word on the interest",
      did: "No word on whether they still want to",
    },
  },
  group: {
    opened: {
      do: "The group opens",
      did: "The group opened",
    },
    ended: {
      do: "The group ends",
      did: "The group ended",
    },
  },
  attendance: {
    recorded: {
      do: "Record attendance",
      did: "Attended",
    },
  },
  contribution: {
    linked: {
      do: "Link an input",
      did: "Input linked to a recommendation",
    },
  },
  leave: {
    started: {
      do: "Record a leave…",
      did: "recorded a leave",
    },
    ended: {
      do: "End the leave…",
      did: "The leave ended",
    },
  },
  inactivity: {
    flagged: {
      do: "Flag as inactive",
      did: "Inactive for a while",
    },
    confirmed: {
      do: "Mark as dormant…",
      did: "marked it as dormant",
    },
  },
  participation: {
    completed: {
      do: "Complete participation",
      did: "Their groups have ended",
    },
    ended_by_us: {
      do: "End participation…",
      did: "ended the participation",
    },
  },
};
