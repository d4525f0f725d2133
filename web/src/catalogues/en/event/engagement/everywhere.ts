export const everywhere = {
  message: {
    attached: {
      do: "Attach a message…",
      did: "A message was attached",
    },
  },
  reading: {
    corrected: {
      do: "Correct the reading…",
      did: "corrected how the form was read",
    },
  },
  owner: {
    assigned: {
      do: "Hand over…",
      did: "handed it over",
    },
  },
  contact_preference: {
    changed: {
      do: "Change how to write…",
      did: "changed how to be written to",
    },
  },
  contact: {
    lost: {
      do: "Contact lost",
      did: "Mail comes back: contact lost",
    },
  },
  notice: {
    due: {
      do: "Give notice",
      did: "Notice is due",
    },
  },
  person: {
    told: {
      do: "Record that they were told…",
      did: "told the person",
    },
  },
  duplicate: {
    confirmed: {
      do: "Merge…",
      did: "merged this into another",
    },
    absorbed: {
      do: "Take in a duplicate",
      did: "A duplicate was merged in",
    },
    returned: {
      do: "Give back a duplicate",
      did: "A merged duplicate was given back",
    },
  },
  merge: {
    undone: {
      do: "Undo the merge…",
      did: "undid the merge",
    },
    settled: {
      do: "Settle the merge",
      did: "The merge can no longer be undone",
    },
  },
  reply: {
    received: {
      do: "Record a reply…",
      did: "A reply arrived",
    },
  },
  reengage: {
    started: {
      do: "Start re-engaging…",
      did: "started re-engaging",
    },
    due: {
      do: "Re-engagement is due",
      did: "Re-engagement fell due",
    },
    unanswered: {
      do: "No answer to re-engaging",
      did: "No answer to re-engaging",
    },
  },
  dormancy: {
    expired: {
      do: "Close as inactive",
      did: "Dormant for too long",
    },
  },
  withdraw: {
    requested: {
      do: "Record a withdrawal…",
      did: "withdrew",
    },
  },
  erasure: {
    executed: {
      do: "Erase…",
      did: "erased the personal data",
    },
  },
};
