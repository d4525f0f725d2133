import type { Words } from "../../i18n/words.ts";
import type { views as english } from "../en/views.ts";

export const views: Words<typeof english> = {
  title: "Vues",
  mine: "Mes dossiers",
  unclaimed: "À prendre en charge",
  dueThisWeek: "Échéance cette semaine",
  shared: "{name} (partagée)",
  drop: "Supprimer la vue {name}",
  save: "Enregistrer cette liste comme vue",
  name: "Nom de la vue",
  share: "La partager avec le programme",
};
