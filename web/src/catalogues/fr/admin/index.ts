import type { Words } from "../../../i18n/words.ts";
import type { admin as english } from "../../en/admin/index.ts";
import { audit } from "./audit.ts";
import { intakeRules } from "./intake-rules.ts";
import { people } from "./people.ts";
import { programmes } from "./programmes.ts";
import { publicPages } from "./public-pages.ts";
import { queues } from "./queues.ts";
import { tokens } from "./tokens.ts";

export const admin: Words<typeof english> = {
  title: "Administration",
  parts: "Parties de l’administration",
  more: "Afficher la suite",
  tab: {
    programmes: "Programmes",
    people: "Personnes et rôles",
    tokens: "Jetons",
    queues: "Files et travailleurs",
    audit: "Audit",
  },
  confirm: {
    follows: "Ce qui en découle :",
    type: "Saisissez {word} pour continuer",
  },
  several: {
    choose: "Choisir…",
    add: "Ajouter",
    addTo: "Ajouter à : {list}",
    drop: "Retirer {what}",
  },
  programmes,
  intakeRules,
  publicPages,
  people,
  tokens,
  queues,
  audit,
};
