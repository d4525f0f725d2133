import { audit } from "./audit.ts";
import { intakeRules } from "./intake-rules.ts";
import { people } from "./people.ts";
import { programmes } from "./programmes.ts";
import { publicPages } from "./public-pages.ts";
import { queues } from "./queues.ts";
import { tokens } from "./tokens.ts";

export const admin = {
  title: "Administration",
  parts: "Parts of administration",
  more: "Show more",
  tab: {
    programmes: "Programmes",
    people: "People and roles",
    tokens: "Tokens",
    queues: "Queues and workers",
    audit: "Audit",
  },
  confirm: {
    follows: "What follows:",
    type: "Type {word} to go on",
  },
  several: {
    choose: "Choose…",
    add: "Add",
    addTo: "Add to: {list}",
    drop: "Leave out {what}",
  },
  programmes,
  intakeRules,
  publicPages,
  people,
  tokens,
  queues,
  audit,
};
