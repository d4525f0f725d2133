export const inquiry = {
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
      did: "imported the inquiry",
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
};
