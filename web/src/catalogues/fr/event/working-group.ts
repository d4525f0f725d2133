import type { Words } from "../../../i18n/words.ts";
import type { workingGroup as english } from "../../en/event/working-group.ts";

export const workingGroup: Words<typeof english> = {
  group: {
    planned: {
      do: "Prévoir un groupe",
      did: "a prévu le groupe",
    },
    launched: {
      do: "Lancer…",
      did: "a lancé le groupe",
    },
    paused: {
      do: "Mettre en pause…",
      did: "a mis le groupe en pause",
    },
    resumed: {
      do: "Reprendre…",
      did: "a repris le groupe",
    },
    closed: {
      do: "Clore…",
      did: "a clos le groupe",
    },
    abandoned: {
      do: "Abandonner…",
      did: "a abandonné le groupe",
    },
  },
  launch: {
    moved: {
      do: "Déplacer le lancement…",
      did: "a déplacé le lancement",
    },
  },
  intake: {
    changed: {
      do: "Changer les admissions…",
      did: "a changé les admissions",
    },
  },
  capacity: {
    changed: {
      do: "Changer le nombre de sièges…",
      did: "a changé le nombre de sièges",
    },
  },
  forming: {
    started: {
      do: "Lancer la formation…",
      did: "a lancé la formation du groupe",
    },
  },
  reporting: {
    started: {
      do: "Lancer le rapport…",
      did: "a lancé le rapport",
    },
    reopened: {
      do: "Rouvrir le rapport…",
      did: "a rouvert le rapport",
    },
  },
  seat: {
    requested: {
      do: "Demander un siège",
      did: "Un siège a été demandé",
    },
    taken: {
      do: "Occuper un siège",
      did: "Un siège a été pris",
    },
    released: {
      do: "Libérer un siège",
      did: "Un siège s’est libéré",
    },
    waited: {
      do: "Attendre un siège",
      did: "Quelqu’un attend un siège",
    },
    unwaited: {
      do: "Cesser d’attendre",
      did: "Quelqu’un n’attend plus",
    },
  },
  contributor: {
    joined: {
      do: "Rejoindre comme contributeur",
      did: "Un contributeur a rejoint le groupe",
    },
  },
};
