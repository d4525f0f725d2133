import type { Words } from "../../../../i18n/words.ts";
import type { inquiry as english } from "../../../en/event/engagement/inquiry.ts";

export const inquiry: Words<typeof english> = {
  inquiry: {
    submitted: {
      do: "Envoyer une demande",
      did: "Demande reçue",
    },
    logged: {
      do: "Consigner une demande",
      did: "a consigné une demande",
    },
    imported: {
      do: "Importer",
      did: "a importé la demande",
    },
    answered: {
      do: "Marquer comme répondu…",
      did: "a répondu à la demande",
    },
    referred: {
      do: "Réorienter…",
      did: "a réorienté la demande",
    },
    out_of_scope: {
      do: "Hors périmètre…",
      did: "l’a jugé hors périmètre",
    },
    renewed: {
      do: "Rouvrir…",
      did: "a rouvert la demande",
    },
  },
  import: {
    undone: {
      do: "Annuler l’importation",
      did: "a annulé l’importation",
    },
  },
  nomination: {
    made: {
      do: "Proposer une personne",
      did: "a proposé cette personne",
    },
  },
  spam: {
    suspected: {
      do: "Mettre en quarantaine…",
      did: "Retenu comme indésirable possible",
    },
    cleared: {
      do: "Pas indésirable",
      did: "a écarté le soupçon d’indésirable",
    },
    confirmed: {
      do: "Indésirable",
      did: "l’a classé comme indésirable",
    },
  },
  triage: {
    claimed: {
      do: "Prendre en charge",
      did: "l’a pris en charge",
    },
    assigned: {
      do: "Confier…",
      did: "Confié par une règle",
    },
  },
  profile: {
    completed: {
      do: "Compléter le profil…",
      did: "a complété le profil",
    },
  },
  first_response: {
    overdue: {
      do: "Première réponse en retard",
      did: "La première réponse est en retard",
    },
  },
  info: {
    requested: {
      do: "Demander des précisions…",
      did: "a demandé des précisions",
    },
    supplied: {
      do: "Saisir les réponses…",
      did: "a saisi les réponses",
    },
    reminder: {
      do: "Rappeler",
      did: "Un rappel est parti",
    },
    lapsed: {
      do: "Clore sans réponse",
      did: "Sans réponse dans le délai",
    },
  },
};
