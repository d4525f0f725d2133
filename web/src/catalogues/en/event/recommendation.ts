export const recommendation = {
  recommendation: {
    drafted: {
      do: "Draft a recommendation",
      did: "drafted the recommendation",
    },
    published: {
      do: "Publish…",
      did: "published the recommendation",
    },
    withdrawn: {
      do: "Withdraw…",
      did: "withdrew the recommendation",
    },
  },
  contribution: {
    linked: {
      do: "Link an input…",
      did: "linked an input",
    },
  },
  consensus: {
    opened: {
      do: "Open the consensus…",
      did: "opened the consensus",
    },
    closed: {
      do: "Close the consensus",
      did: "The consensus closed",
    },
    reached: {
      do: "Consensus reached",
      did: "Consensus was reached",
    },
    failed: {
      do: "No consensus",
      did: "No consensus was reached",
    },
  },
  position: {
    given: {
      do: "Give a position…",
      did: "gave a position",
    },
  },
};
