import type { Words } from "../../i18n/words.ts";
import type { bulk as english } from "../en/bulk.ts";

export const bulk: Words<typeof english> = {
  title: "{count, plural, one {Un événement pour # dossier} other {Un événement pour # dossiers}}",
  nameless: "Pas encore de nom",
  event: "Événement",
  choose: "Choisir un événement",
  loading: "Chargement",
  offered: "{event} ({count} sur {of})",
  ownOneByOne:
    "Ce qui demande un élément propre à une personne, comme une pièce de son dossier, s’envoie un par un.",
  sameForEach: "Le même contenu est envoyé à chacun.",
  preview: "Voir qui l’accepte",
  accepted: "Seront acceptés : {count}",
  refused: "Seront refusés : {count}",
  notInState: "Impossible dans l’état « {state} ».",
  marking: "Son marquage ne vous est pas destiné.",
  missing: "Il n’existe plus.",
  send: "{event} ({count})",
  sending: "{done, number} sur {of, number}",
  stop: "Arrêter",
  stopped:
    "{count, plural, one {Arrêté. # n’a pas été envoyé et reste sélectionné.} other {Arrêté. # n’ont pas été envoyés et restent sélectionnés.}}",
  sent: "{event} : {count, plural, one {# fait} other {# faits}}",
  selected: "{count, plural, one {# sélectionné} other {# sélectionnés}}",
  select: "Sélectionner {who}",
  selectNone: "Ne rien sélectionner",
  actOn: "Agir sur la sélection…",
};
