import type { Words } from "../../i18n/words.ts";
import type { insights as english } from "../en/insights.ts";

export const insights: Words<typeof english> = {
  title: "Statistiques",
  parts: "Chiffres",
  tab: {
    funnel: "Entonnoir",
    time: "Durée par étape",
    inflow: "Arrivées",
    targets: "Réponses à temps",
  },
  export: "Exporter en CSV",
  period: "Période et filtre",
  from: "Ouverts à partir du",
  to: "Jusqu’au, inclus",
  origin: "Arrivés par",
  everyOrigin: "Toutes les voies",
  lastWeeks: "{weeks} semaines",
  lastYear: "L’année écoulée",
  tooLittle:
    "Encore trop peu : {count, plural, =0 {aucun dossier} one {# dossier} other {# dossiers}}. Les graphiques commencent à {from}.",
  opened: "Ouverts",
  all: "Tous",
  median: "Jours, médiane",
  p90: "Jours, neuf sur dix",
  from_where: {
    web: "Formulaire web",
    logged: "Saisie manuelle",
    nominated: "Proposition",
    email: "Courriel",
    import: "Importation",
    event: "Événement",
    letter: "Lettre",
    unknown: "Inconnu",
  },
  funnel: {
    sentence:
      "Du {from} au {to}, {count, plural, one {# dossier a été ouvert} other {# dossiers ont été ouverts}} : {vetting, number} ({share}) ont atteint la vérification, {assignment, number} l’affectation, {meeting, number} une réunion et {recommendation, number} une recommandation. Voie la plus fréquente : {origin} ({most, number}).",
  },
  time: {
    sentence:
      "L’étape la plus longue est {stage} : la moitié des {count, number} dossiers qui l’ont quittée y sont restés {median, plural, one {# jour} other {# jours}} au plus, neuf sur dix {p90, plural, one {# jour} other {# jours}}.",
    nobody: "Aucun dossier n’a encore quitté d’étape : il n’y a pas de durée à indiquer.",
    stage: "Étape",
    state: "État",
    whole: "Toute l’étape",
    none: "aucun dossier ne l’a encore quittée",
    entered: "Entrés",
    left: "Sortis",
    label:
      "la moitié en {median, plural, one {# jour} other {# jours}}, neuf sur dix en {p90, plural, one {# jour} other {# jours}}",
  },
  inflow: {
    sentence:
      "Du {from} au {to}, {count, plural, one {# dossier a été ouvert} other {# dossiers ont été ouverts}}. Sur {weeks, plural, one {# semaine} other {# semaines}} entre la première et la dernière, cela fait {each, number} par semaine ; le plus grand nombre, {most, number}, est arrivé la semaine du {week}.",
    week: "Semaine du",
    by: "{origin} : {count, number}",
  },
  targets: {
    sentence:
      "Sur {over, plural, one {# réponse attendue} other {# réponses attendues}}, {inTime, number} ({share}) sont venues à temps et {late, number} en retard ; {running, plural, one {# autre court} other {# autres courent}} encore.",
    worst: "Le plus souvent en retard : {target}, {late, number} sur {began, number}.",
    none: "Aucune réponse n’est encore attendue.",
    target: "Réponse",
    rule: "Promise sous",
    began: "Commencées",
    inTime: "À temps",
    late: "En retard",
    running: "En cours",
    ended: {
      inTime: "{count, number} à temps",
      late: "{count, number} en retard",
      running: "{count, number} en cours",
    },
  },
};
