import type { Words } from "../../i18n/words.ts";
import type { role as english } from "../en/role.ts";

export const role: Words<typeof english> = {
  stakeholder: "la personne elle-même",
  addressee: "destinataire",
  member: "membre",
  officer: "agent",
  vetter: "instructeur",
  approver: "décideur",
  reviewer: "réviseur",
  lead: "responsable",
  chair: "président",
  secretariat: "secrétariat",
  dpo: "délégué à la protection des données",
  admin: "administrateur",
  system: "Convoke",
};
