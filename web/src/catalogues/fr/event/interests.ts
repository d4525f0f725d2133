import type { Words } from "../../../i18n/words.ts";
import type { interests as english } from "../../en/event/interests.ts";

export const interests: Words<typeof english> = {
  erasure: {
    executed: {
      do: "Effacer",
      did: "Le formulaire a été effacé avec la personne",
    },
  },
  capacity: {
    set: {
      do: "Fixer la qualité…",
      did: "a fixé la qualité",
    },
  },
  interests: {
    requested: {
      do: "Demander une déclaration…",
      did: "a demandé une déclaration",
    },
    none: {
      do: "Ne déclarer aucun intérêt",
      did: "n’a déclaré aucun intérêt",
    },
    declared: {
      do: "Déclarer des intérêts…",
      did: "a déclaré des intérêts",
    },
    insignificant: {
      do: "Juger négligeable…",
      did: "les a jugés négligeables",
    },
    managed: {
      do: "Encadrer…",
      did: "a décidé comment les encadrer",
    },
    blocking: {
      do: "Juger bloquant…",
      did: "les a jugés bloquants",
    },
    expired: {
      do: "La déclaration a expiré",
      did: "La déclaration a expiré",
    },
    resolved: {
      do: "Résoudre…",
      did: "a résolu le conflit",
    },
  },
  interest: {
    changed: {
      do: "Déclarer un changement…",
      did: "a déclaré un changement",
    },
  },
  declaration: {
    overdue: {
      do: "Déclaration en retard",
      did: "La déclaration est en retard",
    },
  },
  assessment: {
    overdue: {
      do: "Examen en retard",
      did: "L’examen est en retard",
    },
  },
};
