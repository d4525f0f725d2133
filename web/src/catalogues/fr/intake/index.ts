import type { Words } from "../../../i18n/words.ts";
import type { intake as english } from "../../en/intake/index.ts";
import { deliveries } from "./deliveries.ts";
import { duplicates } from "./duplicates.ts";
import { field } from "./field.ts";
import { lists } from "./lists.ts";
import { mapping } from "./mapping.ts";
import { quarantine } from "./quarantine.ts";
import { reason } from "./reason.ts";
import { signal } from "./signal.ts";
import { sources } from "./sources.ts";

export const intake: Words<typeof english> = {
  title: "Réception",
  parts: "Parties de la réception",
  tab: {
    sources: "Sources",
    deliveries: "Envois reçus",
    quarantine: "Quarantaine",
    duplicates: "Doublons",
    import: "Importation",
    nominate: "Proposer",
  },
  back: "Retour : {what}",
  oneProgramme: "Choisissez d’abord un programme : tout ce qui arrive appartient à l’un d’eux.",
  more: "Afficher la suite",
  nameless: "Sans nom",
  nothing: "rien",
  openEngagement: "Ouvrir le dossier",
  status: {
    received: "Reçu",
    accepted: "Accepté",
    duplicate: "Doublon",
    held: "Retenu",
    partial: "Partiel",
    refused: "Refusé",
  },
  deliveries,
  sources,
  mapping,
  field,
  quarantine,
  duplicates,
  import: lists,
  reason,
  signal,
};
