export const interests = {
  erasure: {
    executed: {
      do: "Erase",
      did: "The form was erased with its person",
    },
  },
  capacity: {
    set: {
      do: "Set the capacity…",
      did: "set in which capacity they take part",
    },
  },
  interests: {
    requested: {
      do: "Ask for a declaration…",
      did: "asked for a declaration",
    },
    none: {
      do: "Declare no interests",
      did: "declared no interests",
    },
    declared: {
      do: "Declare interests…",
      did: "declared interests",
    },
    insignificant: {
      do: "Find insignificant…",
      did: "found them insignificant",
    },
    managed: {
      do: "Manage…",
      did: "decided how to manage them",
    },
    blocking: {
      do: "Find blocking…",
      did: "found them blocking",
    },
    expired: {
      do: "Declaration has ended",
      did: "The declaration ended",
    },
    resolved: {
      do: "Resolve…",
      did: "resolved the conflict",
    },
  },
  interest: {
    changed: {
      do: "Declare a change…",
      did: "declared a change",
    },
  },
  declaration: {
    overdue: {
      do: "Declaration is overdue",
      did: "The declaration fell overdue",
    },
  },
  assessment: {
    overdue: {
      do: "Assessment is overdue",
      did: "The assessment fell overdue",
    },
  },
};
