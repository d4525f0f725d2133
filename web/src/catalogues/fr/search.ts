import type { Words } from "../../i18n/words.ts";
import type { search as english } from "../en/search.ts";

export const search: Words<typeof english> = {
  people: "Personnes",
  organisations: "Organisations",
  engagements: "Dossiers",
  nameless: "Pas encore de nom",
  noCase: "Pas encore de dossier : consigner une demande",
  theirEngagements: "Afficher ses dossiers",
  reference: "{reference} : {who}",
  by: {
    name: "Nom : {text}",
    otherName: "Aussi : {text}",
    organisation: "Organisation : {text}",
    email: "Courriel : {text}",
    reference: "Référence : {text}",
  },
  first: "{group} : les premiers résultats. Précisez pour trouver les autres.",
  asking: "Recherche…",
};
