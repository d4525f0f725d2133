import type { Words } from "../../../../i18n/words.ts";
import type { everywhere as english } from "../../../en/event/engagement/everywhere.ts";

export const everywhere: Words<typeof english> = {
  message: {
    attached: {
      do: "Joindre un message…",
      did: "Un message a été joint",
    },
  },
  reading: {
    corrected: {
      do: "Corriger la lecture…",
      did: "a corrigé la lecture du formulaire",
    },
  },
  owner: {
    assigned: {
      do: "Transmettre…",
      did: "l’a transmis",
    },
  },
  contact_preference: {
    changed: {
      do: "Changer les préférences de contact…",
      did: "a changé les préférences de contact",
    },
  },
  contact: {
    lost: {
      do: "Contact perdu",
      did: "Le courrier revient : contact perdu",
    },
  },
  notice: {
    due: {
      do: "Aviser",
      did: "L’avis est dû",
    },
  },
  person: {
    told: {
      do: "Consigner l’information donnée…",
      did: "a informé la personne",
    },
  },
  duplicate: {
    confirmed: {
      do: "Fusionner…",
      did: "l’a fusionné avec un autre",
    },
    absorbed: {
      do: "Absorber un doublon",
      did: "Un doublon a été fusionné",
    },
    returned: {
      do: "Rendre un doublon",
      did: "Un doublon a été rendu",
    },
  },
  merge: {
    undone: {
      do: "Annuler la fusion…",
      did: "a annulé la fusion",
    },
    settled: {
      do: "Clore la fusion",
      did: "La fusion ne peut plus être annulée",
    },
  },
  reply: {
    received: {
      do: "Consigner une réponse…",
      did: "Une réponse est arrivée",
    },
  },
  reengage: {
    started: {
      do: "Lancer une relance…",
      did: "a lancé une relance",
    },
    due: {
      do: "Relance due",
      did: "La relance est due",
    },
    unanswered: {
      do: "Relance sans réponse",
      did: "La relance est restée sans réponse",
    },
  },
  dormancy: {
    expired: {
      do: "Clore comme inactif",
      did: "En sommeil depuis trop longtemps",
    },
  },
  withdraw: {
    requested: {
      do: "Consigner un retrait…",
      did: "s’est retiré",
    },
  },
  erasure: {
    executed: {
      do: "Effacer…",
      did: "a effacé les données personnelles",
    },
  },
};
