import type { Words } from "../../../i18n/words.ts";
import type { mapping as english } from "../../en/intake/mapping.ts";

export const mapping: Words<typeof english> = {
  title: "Correspondance",
  lead: "À gauche les réponses d’un envoi, au milieu leur destination, à droite ce que Convoke enregistrerait.",
  delivery: "Envoi {at} sur {count}",
  older: "Plus ancien",
  newer: "Plus récent",
  question: "Réponse",
  goes: "Destination",
  becomes: "Serait enregistré",
  keptOnly: "Seulement conservée et consultable",
  by: {
    mapping: "votre correspondance",
    type: "d’après le type de question",
    ref: "d’après son nom dans le formulaire",
    label: "d’après son intitulé",
    value: "d’après son contenu",
  },
  unanswered: "sans réponse",
  outcome: {
    opened: "Un dossier serait ouvert.",
    attached: "Le dossier en cours de la personne en serait informé.",
    corrected: "Son dossier apprendrait ce qui est lu autrement.",
    held: "Il serait retenu.",
  },
  save: "Enregistrer la correspondance",
  saved: "La correspondance est enregistrée. Elle vaut pour ce qui arrive désormais.",
  replayHeld: "Relire {count, plural, one {# envoi retenu} other {# envois retenus}}",
  replaying: "{count, plural, one {# envoi est} other {# envois sont}} en cours de relecture.",
  empty: "Aucun envoi à faire correspondre.",
  emptyWhy: "Envoyez un essai depuis le formulaire, ou avec cette commande. Il apparaîtra ici de lui-même.",
  stale: "Quelqu’un d’autre a modifié cette source entre-temps. Regardez-la de nouveau avant d’enregistrer.",
  nothingRead: "Rien n’y est lisible.",
};
