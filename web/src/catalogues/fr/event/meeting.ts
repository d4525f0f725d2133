import type { Words } from "../../../i18n/words.ts";
import type { meeting as english } from "../../en/event/meeting.ts";

export const meeting: Words<typeof english> = {
  meeting: {
    proposed: {
      do: "Proposer une réunion",
      did: "a proposé la réunion",
    },
    scheduled: {
      do: "Fixer la date…",
      did: "a fixé la réunion",
    },
    moved: {
      do: "Déplacer…",
      did: "a déplacé la réunion",
    },
    cancelled: {
      do: "Annuler la réunion…",
      did: "a annulé la réunion",
    },
    held: {
      do: "Consigner la tenue…",
      did: "a consigné la réunion",
    },
    opened: {
      do: "Ouvrir la séance…",
      did: "a ouvert la séance",
    },
    no_quorum: {
      do: "Quorum non atteint…",
      did: "a constaté l’absence de quorum",
    },
  },
  attendance: {
    added: {
      do: "Ajouter des présences…",
      did: "a ajouté des présences",
    },
  },
  agenda: {
    set: {
      do: "Fixer l’ordre du jour…",
      did: "a fixé l’ordre du jour",
    },
  },
  item: {
    recusal: {
      do: "Consigner une récusation…",
      did: "a consigné une récusation",
    },
  },
};
