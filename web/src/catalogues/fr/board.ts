import type { Words } from "../../i18n/words.ts";
import type { board as english } from "../en/board.ts";

export const board: Words<typeof english> = {
  title: "Tableau",
  columns: "Colonnes",
  total: "{count, number} au tableau",
  late: "{count, number} en retard",
  rail: "En suspens et clos",
  nameless: "Pas encore de nom",
  actionsOf: "Actions pour {who}",
  due: "échéance {when}",
  overdue: "en retard depuis {when}",
  more: "{count} affichés, en montrer plus",
  empty: {
    inquiry: "Les personnes arrivent ici quand elles écrivent, sont proposées ou importées.",
    vetting: "Les personnes arrivent ici quand la vérification commence.",
    assignment: "Les personnes arrivent ici quand la vérification est approuvée.",
    meeting: "Les personnes arrivent ici quand elles acceptent un siège.",
    recommendation: "Les personnes arrivent ici quand leur apport rejoint une recommandation.",
    parked: "Personne n’est en suspens.",
    off_board: "Personne n’est encore parti.",
  },
  emptyFiltered: "Personne ici ne correspond.",
  changedInHand: "{who} a changé pendant que vous teniez la carte. {what} : {why}",
  noWay: "Aucune étape ne mène d’ici à cette colonne.",
  reached: {
    meeting: "S’obtient en acceptant un siège ou en participant, pas en déplaçant.",
    recommendation: "S’obtient par ce qu’une réunion décide, pas en déplaçant.",
  },
};
