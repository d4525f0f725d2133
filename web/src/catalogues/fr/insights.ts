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
    bodies: "Groupes",
    health: "État du système",
  },
  export: "Exporter en CSV",
  period: "Période et filtre",
  from: "Ouverts à partir du",
  since: "Du",
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
  bodies: {
    sentence:
      "{count, plural, one {# groupe compte} other {# groupes comptent}} {capacity, plural, one {# siège} other {# sièges}} : {held, number} occupés, {free, number} libres ; {waiting, plural, =0 {personne n’en attend} one {# personne en attend} other {# personnes en attendent}} un.",
    papers:
      "{meetings, plural, =0 {Aucune réunion n’a été tenue} one {# réunion a été tenue} other {# réunions ont été tenues}} et {published, plural, =0 {aucune recommandation n’est publiée} one {# recommandation est publiée} other {# recommandations sont publiées}}.",
    label: "{held, number} sur {capacity, number} occupés{waiting, plural, =0 {} other {, # en attente}}",
    group: "Groupe",
    capacity: "Sièges",
    held: "Occupés",
    reserved: "Proposés",
    free: "Libres",
    waiting: "En attente",
    contributors: "Contributeurs",
    meetings: "Réunions tenues",
    planned: "Réunions prévues",
    attended: "Présences",
    drafts: "Projets",
    published: "Publiées",
    none: "Pas encore de groupe.",
    noneWhy:
      "Les groupes figurent ici avec leurs sièges, réunions et recommandations dès que l’un d’eux est inscrit.",
  },
  health: {
    sentence:
      "Du {from} au {to}, les sources ont fait {deliveries, number} envois : {refused, number} refusés, {held, number} en attente de lecture. {mails, plural, one {# courrier écrit} other {# courriers écrits}}, {undeliverable, number} revenus. {parked, plural, =0 {Aucun diagramme ne s’est arrêté} one {# diagramme s’est arrêté} other {# diagrammes se sont arrêtés}} et {gaveUp, plural, =0 {aucun travail n’a été abandonné} one {# travail a été abandonné} other {# travaux ont été abandonnés}}.",
    deliveries: "Envois",
    refused: "Refusés",
    held: "En attente de lecture",
    mails: "Courriers",
    undeliverable: "Non remis",
    parked: "Diagrammes arrêtés",
    gaveUp: "Travaux abandonnés",
    none: "Rien n’est venu ni parti pendant ce temps.",
    noneWhy: "Ajoutez une source ou choisissez une période plus longue.",
  },
};
