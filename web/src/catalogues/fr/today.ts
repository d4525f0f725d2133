import type { Words } from "../../i18n/words.ts";
import type { today as english } from "../en/today.ts";

export const today: Words<typeof english> = {
  title: "Aujourd’hui",
  overdue: "En retard",
  waiting: "En attente de moi",
  dueThisWeek: "Échéances de la semaine",
  unclaimed: "Nouveaux, sans responsable",
  iWaitFor: "J’attends",
  all: "Tous ({count})",
  since: "{state} depuis {date}",
  openIt: "Ouvrir",
  claim: "Prendre en charge",
  claimed: "Vous avez pris en charge {who}",
  empty: "Rien ne vous attend.",
  emptyWhy: "Les nouvelles demandes apparaissent ici à leur arrivée, et les échéances à leur approche.",
  nameless: "Sans nom",
};
