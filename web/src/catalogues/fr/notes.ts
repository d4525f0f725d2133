import type { Words } from "../../i18n/words.ts";
import type { notes as english } from "../en/notes.ts";

export const notes: Words<typeof english> = {
  write: "Écrire une note",
  text: "Note",
  marking: "Marquage",
  asEngagement: "{marking}, comme le dossier",
  readBy: "Lue par : {who}",
  youAlone: "vous seul",
  you: "vous",
  someone: "une autre personne",
  notWider: "Le dossier est {marking}. Seule la personne qui en répond peut élargir une note.",
  reason: "Pourquoi peut-elle circuler plus loin que le dossier ?",
  save: "Consigner la note",
  by: "Note de {name}",
  byYou: "Note de vous",
  erased: "Son texte a été effacé avec la personne.",
  readers: {
    officer: "agents",
    vetter: "instructeurs",
    approver: "décideurs",
    reviewer: "réviseurs",
    dpo: "délégués à la protection des données",
  },
};
