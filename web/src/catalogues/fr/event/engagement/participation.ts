import type { Words } from "../../../../i18n/words.ts";
import type { participation as english } from "../../../en/event/engagement/participation.ts";

export const participation: Words<typeof english> = {
  interests: {
    recorded: {
      do: "Consigner les intérêts…",
      did: "Les intérêts ont été examinés",
    },
  },
  seat: {
    waitlisted: {
      do: "Mettre sur liste d’attente…",
      did: "a mis cette personne sur liste d’attente",
    },
    offered: {
      do: "Proposer un siège…",
      did: "a proposé un siège",
    },
    reserved: {
      do: "Réserver le siège",
      did: "Le siège est réservé",
    },
    offer_refused: {
      do: "Aucun siège libre",
      did: "Aucun siège n’était libre",
    },
    accepted: {
      do: "Consigner l’acceptation…",
      did: "a accepté le siège",
    },
    refused: {
      do: "Consigner le refus…",
      did: "a refusé le siège",
    },
  },
  offer: {
    stalled: {
      do: "La proposition est bloquée",
      did: "La proposition est restée bloquée",
    },
    withdrawn: {
      do: "Retirer la proposition…",
      did: "a retiré la proposition",
    },
    reminder: {
      do: "Rappeler la proposition",
      did: "Un rappel de la proposition est parti",
    },
    expired: {
      do: "Clore la proposition",
      did: "L’offre a expiré sans réponse",
    },
  },
  contributor: {
    admitted: {
      do: "Admettre comme contributeur…",
      did: "a admis un contributeur",
    },
  },
  interest: {
    check_due: {
      do: "Demander si l’intérêt demeure",
      did: "Question posée : l’intérêt demeure-t-il",
    },
    confirmed: {
      do: "Confirmer l’intérêt…",
      did: "a confirmé son intérêt",
    },
    unanswered: {
      do: "Intérêt sans réponse",
      did: "Aucune réponse sur l’intérêt",
    },
  },
  group: {
    opened: {
      do: "Le groupe ouvre",
      did: "Le groupe a ouvert",
    },
    ended: {
      do: "Le groupe se termine",
      did: "Le groupe est terminé",
    },
  },
  attendance: {
    recorded: {
      do: "Consigner la présence",
      did: "A participé",
    },
  },
  contribution: {
    linked: {
      do: "Rattacher une contribution",
      did: "Contribution rattachée à une recommandation",
    },
  },
  leave: {
    started: {
      do: "Consigner une absence…",
      did: "a consigné une absence",
    },
    ended: {
      do: "Mettre fin à l’absence…",
      did: "L’absence a pris fin",
    },
  },
  inactivity: {
    flagged: {
      do: "Signaler comme inactif",
      did: "Inactif depuis un temps",
    },
    confirmed: {
      do: "Mettre en sommeil…",
      did: "l’a mis en sommeil",
    },
  },
  participation: {
    completed: {
      do: "Clore la participation",
      did: "Leurs groupes sont terminés",
    },
    ended_by_us: {
      do: "Mettre fin à la participation…",
      did: "a mis fin à la participation",
    },
  },
};
