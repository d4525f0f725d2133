import type { Words } from "../../../i18n/words.ts";
import type { recommendation as english } from "../../en/event/recommendation.ts";

export const recommendation: Words<typeof english> = {
  recommendation: {
    drafted: {
      do: "Rédiger une recommandation",
      did: "a rédigé la recommandation",
    },
    published: {
      do: "Publier…",
      did: "a publié la recommandation",
    },
    withdrawn: {
      do: "Retirer…",
      did: "a retiré la recommandation",
    },
  },
  contribution: {
    linked: {
      do: "Rattacher une contribution…",
      did: "a rattaché une contribution",
    },
  },
  consensus: {
    opened: {
      do: "Ouvrir le consensus…",
      did: "a ouvert le consensus",
    },
    closed: {
      do: "Clore le consensus",
      did: "Le consensus est clos",
    },
    reached: {
      do: "Consensus atteint",
      did: "Le consensus est atteint",
    },
    failed: {
      do: "Pas de consensus",
      did: "Le consensus n’est pas atteint",
    },
  },
  position: {
    given: {
      do: "Donner une position…",
      did: "a donné une position",
    },
  },
};
