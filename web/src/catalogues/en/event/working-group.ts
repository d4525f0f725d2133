export const workingGroup = {
  group: {
    planned: {
      do: "Plan a group",
      did: "planned the group",
    },
    launched: {
      do: "Launch…",
      did: "launched the group",
    },
    paused: {
      do: "Pause…",
      did: "paused the group",
    },
    resumed: {
      do: "Resume…",
      did: "resumed the group",
    },
    closed: {
      do: "Close…",
      did: "closed the group",
    },
    abandoned: {
      do: "Abandon…",
      did: "abandoned the group",
    },
  },
  launch: {
    moved: {
      do: "Move the launch…",
      did: "moved the launch",
    },
  },
  intake: {
    changed: {
      do: "Change the intake…",
      did: "changed the intake",
    },
  },
  capacity: {
    changed: {
      do: "Change the seats…",
      did: "changed the number of seats",
    },
  },
  forming: {
    started: {
      do: "Start forming…",
      did: "started forming the group",
    },
  },
  reporting: {
    started: {
      do: "Start reporting…",
      did: "started reporting",
    },
    reopened: {
      do: "Reopen the report…",
      did: "reopened the report",
    },
  },
  seat: {
    requested: {
      do: "Request a seat",
      did: "A seat was requested",
    },
    taken: {
      do: "Take a seat",
      did: "A seat was taken",
    },
    released: {
      do: "Release a seat",
      did: "A seat became free",
    },
    waited: {
      do: "Wait for a seat",
      did: "Somebody waits for a seat",
    },
    unwaited: {
      do: "Stop waiting",
      did: "Somebody waits no more",
    },
  },
  contributor: {
    joined: {
      do: "Join as contributor",
      did: "A contributor joined",
    },
  },
};
