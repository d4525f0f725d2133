export const vetting = {
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
};
