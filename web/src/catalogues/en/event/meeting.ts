export const meeting = {
  meeting: {
    proposed: {
      do: "Propose a meeting",
      did: "proposed the meeting",
    },
    scheduled: {
      do: "Schedule…",
      did: "scheduled the meeting",
    },
    moved: {
      do: "Move…",
      did: "moved the meeting",
    },
    cancelled: {
      do: "Cancel the meeting…",
      did: "cancelled the meeting",
    },
    held: {
      do: "Record that it was held…",
      did: "recorded the meeting",
    },
    opened: {
      do: "Open the meeting…",
      did: "opened the meeting",
    },
    no_quorum: {
      do: "No quorum…",
      did: "found no quorum",
    },
  },
  attendance: {
    added: {
      do: "Add attendance…",
      did: "added attendance",
    },
  },
  agenda: {
    set: {
      do: "Set the agenda…",
      did: "set the agenda",
    },
  },
  item: {
    recusal: {
      do: "Record a recusal…",
      did: "recorded a recusal",
    },
  },
};
