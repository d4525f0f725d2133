import type { Words } from "../../i18n/words.ts";
import type { form as english } from "../en/form.ts";

export const form: Words<typeof english> = {
  optional: "{label} (facultatif)",
  choose: "Choisir…",
  code: "Un code court : minuscules, chiffres, _ . ou -",
  add: "Ajouter un élément",
  remove: "Retirer le nº {number}",
  addGroup: "Ajouter : {label}",
  removeGroup: "Ne pas indiquer : {label}",
  missing: "Il manque une indication.",
  problems: "{count, plural, one {# point n’est} other {# points ne sont}} pas encore en ordre",
  happenedOn: "Date des faits (aujourd’hui, à défaut)",
  close: "Fermer le formulaire",
  leave: "Votre saisie sera perdue si vous fermez le formulaire. Le fermer ?",
  id: {
    account: "Identifiant d’un compte",
    group: "Identifiant d’un groupe",
    meeting: "Identifiant d’une réunion",
    recommendation: "Identifiant d’une recommandation",
    engagement: "Identifiant d’un dossier",
    record: "Identifiant d’une pièce déjà conservée",
  },
};
