import type { Words } from "../../i18n/words.ts";
import type { troubles as english } from "../en/troubles.ts";

export const troubles: Words<typeof english> = {
  part: {
    parked: "Diagrammes arrêtés",
    failed: "Travail échoué",
    sources: "Sources",
  },
  parkedAt: "arrêté {when}",
  holdsUp: "{count, plural, =0 {ne retient rien} one {retient # travail} other {retient # travaux}}",
  retry: "Réessayer…",
  ofIt: "diagramme {reference}",
  kind: { parked: "Arrêté", "gave-up": "Abandonné", "signal-undelivered": "Non remis" },
  tryAgain: "Réessayer",
  triedAgain: "Un nouvel essai est en cours.",
  seeWork: "Voir le travail",
  look: "Y regarder",
  source: {
    refused:
      "{count, plural, one {# envoi refusé} other {# envois refusés}} cette semaine, le dernier : {when}",
    held: "{count, plural, one {# envoi illisible} other {# envois illisibles}} cette semaine, le dernier : {when}",
    silent: "Rien n’est venu depuis : {when}",
    never: "Rien n’est encore venu ; créée : {when}",
  },
  sourceNext: {
    refused: "Vérifiez son secret ou son jeton avec qui gère le formulaire.",
    held: "Dites quelle question remplit quel champ, puis faites-les relire.",
    silent: "Envoyez un essai depuis le formulaire et voyez s’il arrive encore ici.",
    never: "Mettez son adresse dans le formulaire, puis envoyez un essai.",
  },
  all: "Les {count, number}",
  calm: "Rien ne s’est arrêté, n’a échoué ni ne s’est tu.",
  calmWhy:
    "Ce qui le fait figure ici avec l’étape suivante. Les dossiers figurent ici pour qui les traite ; pour en traiter aussi, attribuez-vous le rôle d’agent dans un programme.",
  people: "Inviter des personnes et attribuer des rôles",
  programmes: "Configurer les programmes",
  queues: "Voir où en est le travail",
};
