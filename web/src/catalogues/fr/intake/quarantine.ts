import type { Words } from "../../../i18n/words.ts";
import type { quarantine as english } from "../../en/intake/quarantine.ts";

export const quarantine: Words<typeof english> = {
  title: "Quarantaine",
  empty: "La quarantaine est vide.",
  emptyWhy:
    "Ce qui ressemble à un message indésirable attend ici une personne pendant 30 jours, au lieu de disparaître.",
  notSpam: "Pas indésirable",
  spam: "Indésirable",
  cleared: "Pas indésirable. Le dossier attend d’être trié.",
  confirmed: "Marqué comme indésirable.",
  selected: "{count, plural, =0 {Tout sélectionner} one {# sélectionné} other {# sélectionnés}}",
  select: "Sélectionner {who}",
  notSpamMany: "Pas indésirables…",
  spamMany: "Indésirables…",
  days: "{count, plural, one {# jour} other {# jours}} restants",
  more: "et d’autres : seuls les {count} premiers sont affichés",
};
