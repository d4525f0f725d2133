export const engagement = {
  inquiry: {
    submitted: {
      do: "Submit an inquiry",
      did: "Inquiry arrived",
    },
    logged: {
      do: "Log an inquiry",
      did: "logged an inquiry",
    },
    imported: {
      do: "Import",
      did: "Imported",
    },
    answered: {
      do: "Mark as answered…",
      did: "answered the inquiry",
    },
    referred: {
      do: "Refer…",
      did: "referred the inquiry",
    },
    out_of_scope: {
      do: "Out of scope…",
      did: "found it out of scope",
    },
    renewed: {
      do: "Reopen…",
      did: "reopened the inquiry",
    },
  },
  import: {
    undone: {
      do: "Undo the import",
      did: "undid the import",
    },
  },
  nomination: {
    made: {
      do: "Nominate",
      did: "nominated this person",
    },
  },
  spam: {
    suspected: {
      do: "Quarantine…",
      did: "Held as possible spam",
    },
    cleared: {
      do: "Not spam",
      did: "cleared it: not spam",
    },
    confirmed: {
      do: "Spam",
      did: "marked it as spam",
    },
  },
  triage: {
    claimed: {
      do: "Claim",
      did: "claimed it",
    },
    assigned: {
      do: "Assign…",
      did: "Assigned by a rule",
    },
  },
  profile: {
    completed: {
      do: "Complete the profile…",
      did: "completed the profile",
    },
  },
  first_response: {
    overdue: {
      do: "First response is overdue",
      did: "First response fell overdue",
    },
  },
  info: {
    requested: {
      do: "Ask for information…",
      did: "asked for information",
    },
    supplied: {
      do: "Record answers…",
      did: "recorded the answers",
    },
    reminder: {
      do: "Remind",
      did: "A reminder was sent",
    },
    lapsed: {
      do: "Close without an answer",
      did: "No answer in time",
    },
  },
  vetting: {
    started: {
      do: "Start vetting…",
      did: "started vetting",
    },
    approved: {
      do: "Approve…",
      did: "approved",
    },
    declined: {
      do: "Decline…",
      did: "declined",
    },
    alert: {
      do: "Suspend on an alert…",
      did: "suspended on an alert",
    },
    expiring: {
      do: "Approval ends soon",
      did: "The approval ends soon",
    },
    expired: {
      do: "Approval has ended",
      did: "The approval ended",
    },
    renewed: {
      do: "Renew the approval…",
      did: "renewed the approval",
    },
  },
  tier2: {
    required: {
      do: "Require due diligence…",
      did: "required due diligence",
    },
  },
  screening: {
    completed: {
      do: "Complete screening…",
      did: "completed screening",
    },
    overdue: {
      do: "Screening is overdue",
      did: "Screening fell overdue",
    },
  },
  due_diligence: {
    completed: {
      do: "Complete due diligence…",
      did: "completed due diligence",
    },
    overdue: {
      do: "Due diligence is overdue",
      did: "Due diligence fell overdue",
    },
  },
  work: {
    requested: {
      do: "Ask for more work…",
      did: "asked for more work",
    },
  },
  decision: {
    overdue: {
      do: "Decision is overdue",
      did: "The decision fell overdue",
    },
  },
  recusal: {
    recorded: {
      do: "Record a recusal…",
      did: "recorded a recusal",
    },
  },
  appeal: {
    lodged: {
      do: "Record an appeal…",
      did: "recorded an appeal",
    },
    window_closed: {
      do: "Close the appeal window",
      did: "Appeal window closed",
    },
    overdue: {
      do: "Appeal is overdue",
      did: "The appeal fell overdue",
    },
    upheld: {
      do: "Uphold…",
      did: "upheld the appeal",
    },
    dismissed: {
      do: "Dismiss…",
      did: "dismissed the appeal",
    },
  },
  suspension: {
    overdue: {
      do: "Suspension is overdue",
      did: "The suspension waits for a decision",
    },
    lifted: {
      do: "Lift the suspension…",
      did: "lifted the suspension",
    },
  },
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
      did: "The personal data was erased",
    },
  },
};
