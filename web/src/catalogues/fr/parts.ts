import type { Words } from "../../i18n/words.ts";
import type { parts as english } from "../en/parts.ts";

export const parts: Words<typeof english> = {
  tryAgain: "Réessayer",
  close: "Fermer",
  cancel: "Annuler",
  undo: "Annuler",
  loading: "Chargement",
  pair: "{name} : {value}",
  reference: "Référence : {code}",
  failed: "Cette partie n’a pas pu être chargée.",
  changed: "Modifié",
  nobody: "Personne",
  notLive: "Hors direct",
  notLiveWhy: "Les changements des autres s’affichent avec jusqu’à 15 secondes de retard.",
  someNew: "{count, plural, one {# nouveau} other {# nouveaux}}",
  owner: { you: "Vous", nobody: "Personne", other: "Quelqu’un d’autre" },
  menu: {
    actionsOf: "Actions pour {who}",
    open: "Ouvrir",
    nameless: "Pas encore de nom",
  },
  blocked: {
    role: "Réservé à : {roles}.",
    nobody: "Se produit de soi-même, pas à la main.",
  },
  acted: {
    claimed: "Vous avez pris en charge {who}",
    done: "{what} : {who}",
    nameless: "Pas encore de nom",
  },
  peek: {
    title: "À côté de la liste",
    nameless: "Pas encore de nom",
    open: "Ouvrir le dossier entier",
    due: "Prochaine échéance : {when}",
    overdue: "En retard depuis {when}",
    noDeadline: "Aucune échéance ne court",
    story: "Les derniers événements",
  },
  clash: {
    claimed: "{name} a pris en charge {about} : {when}. Vous pouvez suivre le dossier ou le lui demander.",
    did: "{name} {did} : {about}, {when}. Rien n’a été envoyé de votre part : regardez, puis décidez.",
    byItself: "{did} : {about}, {when}. Rien n’a été envoyé de votre part : regardez, puis décidez.",
    unknown: "{about} a changé entre-temps. Rien n’a été envoyé de votre part : regardez, puis décidez.",
    somebody: "Quelqu’un",
    nameless: "Une personne sans nom",
    review: "Regarder",
    dismiss: "Ignorer",
  },
  marking: {
    "TLP:RED": "Pour ses seuls destinataires",
    "TLP:AMBER+STRICT": "Pour cette organisation seulement, selon le besoin d’en connaître",
    "TLP:AMBER": "Pour cette organisation et ses clients, selon le besoin d’en connaître",
    "TLP:GREEN": "Pour la communauté",
    "TLP:CLEAR": "Pour tous",
  },
};
