import type { Words } from "../../i18n/words.ts";
import type { each as english } from "../en/each.ts";

export const each: Words<typeof english> = {
  attendance: "Présence",
  checks: "Contrôle",
  evidenceIds: "Pièce justificative",
  items: "Point",
  leads: "Responsable",
  organisations: "Organisation",
  papers: "Document",
  present: "Personne présente",
  questions: "Question",
  scope: "Partie",
  waivers: "Dérogation",
};
