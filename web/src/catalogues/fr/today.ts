import type { Words } from "../../i18n/words.ts";
import type { today as english } from "../en/today.ts";

export const today: Words<typeof english> = {
  title: "Aujourd’hui",
  mine: "À moi",
  unclaimed: "Nouveaux, sans responsable",
  sinceWhen: "depuis {when}",
  claim: "Prendre en charge",
  claimed: "Vous avez pris en charge {who}",
  empty: "Rien ne vous attend.",
  emptyWhy: "Les nouvelles demandes apparaissent ici à leur arrivée.",
  nameless: "Sans nom",
};
