import type { Words } from "../../../i18n/words.ts";
import type { lists as english } from "../../en/intake/lists.ts";

export const lists: Words<typeof english> = {
  file: "Une liste au format CSV",
  choose: "Déposer une liste…",
  empty: "Aucune liste déposée.",
  emptyWhy:
    "Un fichier CSV avec une ligne d’en-têtes, une personne par ligne. Il est d’abord vérifié : vous voyez l’effet de chaque ligne avant toute saisie.",
  lists: "listes",
  handedIn: "Déposée {when}",
  rows: "{count, plural, one {# ligne} other {# lignes}}",
  status: {
    checked: "Vérifiée",
    running: "En cours",
    done: "Saisie",
    cancelled: "Arrêtée",
    undoing: "Retrait en cours",
    undone: "Retirée",
    expired: "Expirée",
  },
  headline: {
    checked: "Vérifiée : rien n’est encore saisi",
    running: "Saisie en cours",
    done: "Saisie",
    cancelled: "Arrêtée",
    undoing: "Retrait en cours",
    undone: "Retirée",
    expired: "Jamais saisie, son fichier n’existe plus",
  },
  forecastWords:
    "{rows, plural, one {# ligne} other {# lignes}} : {new, plural, one {# nouvelle} other {# nouvelles}}, {known, plural, one {# connue} other {# connues}}, {attach} avec un dossier en cours, {duplicate} en double, {error} en erreur.",
  acknowledge: "Accuser réception auprès de chaque nouvelle personne",
  thirdParty: "La liste vient d’un tiers : chacun doit en être informé sous un mois",
  progress: "Avancement",
  progressWords:
    "{done} sur {good} : {opened} dossiers ouverts, {attached} joints à un dossier, {failed} échecs, {takenBack} retirées.",
  run: "Saisir {count, plural, one {# ligne} other {# lignes}}",
  drop: "Abandonner la liste",
  stop: "Arrêter",
  undo: "Tout retirer",
  undoWhy: "Pendant 30 jours. Ce qui a eu une suite demeure.",
  errorsCsv: "{count, plural, one {# ligne} other {# lignes}} en erreur, au format CSV",
  columns: "Colonnes",
  byRow: "Par ligne",
  row: "Ligne {row}",
  sameAs: "comme la ligne {row}",
  firstRows: "Voici les {count} premières. Filtrez, ou lisez les erreurs au format CSV.",
  forecast: {
    new: "Nouvelle",
    known: "Connue",
    attach: "A un dossier",
    duplicate: "En double",
    error: "Erreur",
  },
  outcome: {
    opened: "dossier ouvert",
    attached: "jointe à un dossier",
    failed: "échec",
  },
  undone: {
    "taken-back": "retirée",
    "person-kept": "retirée, la personne demeure",
    touched: "demeure : elle a eu une suite",
  },
};
