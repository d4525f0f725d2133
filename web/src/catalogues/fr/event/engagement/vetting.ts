import type { Words } from "../../../../i18n/words.ts";
import type { vetting as english } from "../../../en/event/engagement/vetting.ts";

export const vetting: Words<typeof english> = {
  vetting: {
    started: {
      do: "Lancer la vérification…",
      did: "a lancé la vérification",
    },
    approved: {
      do: "Approuver…",
      did: "a approuvé",
    },
    declined: {
      do: "Refuser…",
      did: "a refusé",
    },
    alert: {
      do: "Suspendre sur alerte…",
      did: "a suspendu sur alerte",
    },
    expiring: {
      do: "L’approbation expire bientôt",
      did: "L’approbation expire bientôt",
    },
    expired: {
      do: "L’approbation a expiré",
      did: "L’approbation a expiré",
    },
    renewed: {
      do: "Renouveler l’approbation…",
      did: "a renouvelé l’approbation",
    },
  },
  tier2: {
    required: {
      do: "Exiger un examen approfondi…",
      did: "a exigé un examen approfondi",
    },
  },
  screening: {
    completed: {
      do: "Clore le premier contrôle…",
      did: "a clos le premier contrôle",
    },
    overdue: {
      do: "Contrôle en retard",
      did: "Le premier contrôle est en retard",
    },
  },
  due_diligence: {
    completed: {
      do: "Clore l’examen approfondi…",
      did: "a clos l’examen approfondi",
    },
    overdue: {
      do: "Examen approfondi en retard",
      did: "L’examen approfondi est en retard",
    },
  },
  work: {
    requested: {
      do: "Demander un complément…",
      did: "a demandé un complément",
    },
  },
  decision: {
    overdue: {
      do: "Décision en retard",
      did: "La décision est en retard",
    },
  },
  recusal: {
    recorded: {
      do: "Consigner une récusation…",
      did: "a consigné une récusation",
    },
  },
  appeal: {
    lodged: {
      do: "Consigner un recours…",
      did: "a consigné un recours",
    },
    window_closed: {
      do: "Clore le délai de recours",
      did: "Délai de recours clos",
    },
    overdue: {
      do: "Recours en retard",
      did: "Le recours est en retard",
    },
    upheld: {
      do: "Admettre…",
      did: "a admis le recours",
    },
    dismissed: {
      do: "Rejeter…",
      did: "a rejeté le recours",
    },
  },
  suspension: {
    overdue: {
      do: "Suspension en retard",
      did: "La suspension attend une décision",
    },
    lifted: {
      do: "Lever la suspension…",
      did: "a levé la suspension",
    },
  },
};
