import type { Words } from "../../i18n/words.ts";
import type { stage as english } from "../en/stage.ts";

export const stage: Words<typeof english> = {
  inquiry: "Demande",
  vetting: "Vérification",
  assignment: "Affectation",
  meeting: "Réunion",
  recommendation: "Recommandation",
  parked: "En suspens",
  closed: "Clos",
};
