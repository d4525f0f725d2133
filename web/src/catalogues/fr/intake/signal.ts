import type { Words } from "../../../i18n/words.ts";
import type { signal as english } from "../../en/intake/signal.ts";

export const signal: Words<typeof english> = {
  honeypot: "un champ que personne ne voit a été rempli",
  too_fast: "envoyé plus vite que quiconque n’écrit",
  page_forged: "le sceau de la page est falsifié",
  work_forged: "le travail du navigateur est falsifié",
  work_reused: "le travail du navigateur a déjà servi",
  work_expired: "le travail du navigateur est trop ancien",
  page_too_old: "la page a été ouverte il y a longtemps",
  page_missing: "le sceau de la page manque",
  work_missing: "le travail du navigateur manque",
  disposable_address: "une adresse jetable",
  some_links: "plusieurs liens",
  many_links: "beaucoup de liens",
  repeated_text: "le même texte est déjà arrivé",
  often_repeated_text: "le même texte est arrivé souvent",
};
