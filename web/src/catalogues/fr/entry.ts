import type { Words } from "../../i18n/words.ts";
import type { entry as english } from "../en/entry.ts";

export const entry: Words<typeof english> = {
  new: "Nouveau",
  inquiry: "Consigner une demande",
  nomination: "Proposer une personne",
  list: "Importer une liste",
  inquiryWhy:
    "Ouvre un dossier pour cette personne, ou le joint à celui qu’elle a. Un nom, une adresse, un téléphone ou une organisation suffit.",
  nominationWhy:
    "Ouvre un dossier pour la personne proposée, ou le joint à celui qu’elle a. Elle n’apprend jamais qui l’a proposée.",
  name: "Nom",
  organisation: "Organisation",
  email: "Adresse e-mail",
  phone: "Téléphone",
  country: "Pays",
  noCountry: "Inconnu",
  channel: "Comment cela vous est parvenu",
  channels: {
    phone: "Par téléphone",
    letter: "Par lettre",
    visit: "En personne",
    email: "Par e-mail",
    event: "Lors d’un événement",
    note_verbale: "Par note verbale",
  },
  happenedOn: "Date",
  happenedOnHint: "Un jour, un mois ou une année, comme 2026-11-23 ou 2026 ; vide pour aujourd’hui",
  said: "Ce qui a été dit",
  why: "Pourquoi cette personne est proposée",
  acknowledge: "Lui accuser réception",
  nomineeTold: "Elle est déjà au courant",
  opened: "Consigné. Un dossier a été ouvert.",
  attached: "Consigné et joint à son dossier.",
  received:
    "Bien reçu, merci : qui suit les nouvelles personnes décide de la suite, et elles n’apprennent pas qui les a proposées.",
};
