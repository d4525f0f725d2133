import type { Words } from "../../i18n/words.ts";
import type { guard as english } from "../en/guard.ts";

export const guard: Words<typeof english> = {
  actorIsOfficer: {
    why: "Seul un chargé de dossier peut le faire.",
    remedy: "Demandez à un chargé de dossier du programme.",
  },
  affiliationKnown: {
    why: "On ne sait pas pour qui cette personne s’exprime.",
    remedy: "Ajoutez l’affiliation, ou demandez-la.",
  },
  answersComplete: {
    why: "Tout ce qui a été demandé n’a pas reçu de réponse.",
    remedy: "Saisissez les réponses manquantes, ou redemandez.",
  },
  appealWindowOpen: {
    why: "Le délai de recours est écoulé.",
    remedy: "Une nouvelle demande peut être ouverte.",
  },
  capacityKnown: {
    why: "La qualité manque : cette personne participe-t-elle pour elle-même ou pour un tiers ?",
    remedy: "Ajoutez-la, ou demandez-la.",
  },
  compositionHolds: {
    why: "Ce siège romprait l’équilibre du groupe.",
    remedy: "Choisissez un autre groupe, ou la liste d’attente.",
  },
  contactRouteKnown: {
    why: "Il n’y a aucun moyen de joindre cette personne.",
    remedy: "Ajoutez d’abord une adresse.",
  },
  countryKnown: {
    why: "Le pays manque.",
    remedy: "Ajoutez-le, ou demandez-le.",
  },
  deciderNotExcluded: {
    why: "Vous êtes exclu de la décision sur ce dossier.",
    remedy: "Demandez à un autre décideur.",
  },
  deciderNotRecused: {
    why: "Vous vous êtes récusé de ce dossier.",
    remedy: "Demandez à un autre décideur.",
  },
  dossierFrozen: {
    why: "Personne n’a encore vérifié ce dossier.",
    remedy: "Terminez d’abord le premier contrôle.",
  },
  emailVerified: {
    why: "L’adresse électronique n’a pas été confirmée.",
    remedy: "Attendez la confirmation, ou renvoyez-la.",
  },
  everyCheckDone: {
    why: "Tous les contrôles obligatoires n’ont pas été faits.",
    remedy: "Indiquez un résultat pour chaque contrôle.",
  },
  fourEyes: {
    why: "Vous avez instruit ce dossier : la décision revient à une autre personne.",
    remedy: "Demandez à un autre décideur, ou dérogez en indiquant un motif.",
  },
  groupKnown: {
    why: "Aucun groupe n’a été choisi.",
    remedy: "Choisissez d’abord le groupe.",
  },
  intakeOpen: {
    why: "Le groupe n’admet personne pour le moment.",
    remedy: "Inscrivez cette personne sur liste d’attente.",
  },
  groupTakesNobody: {
    why: "Le groupe admet encore des personnes.",
    remedy: "Proposez plutôt un siège.",
  },
  interestsAnswered: {
    why: "Vos propres intérêts ne sont pas déclarés.",
    remedy: "Déclarez-les, puis décidez.",
  },
  interestsInDate: {
    why: "La déclaration d’intérêts a expiré.",
    remedy: "Demandez-en une nouvelle.",
  },
  interestsKnown: {
    why: "Cette personne n’a pas déclaré ses intérêts.",
    remedy: "Demandez la déclaration.",
  },
  lawfulBasis: {
    why: "Il n’y a pas de base légale pour conserver ceci.",
    remedy: "Consignez le consentement ou une autre base.",
  },
  mayBeContacted: {
    why: "Cette personne ne souhaite pas être contactée.",
    remedy: "Téléphonez, ou attendez qu’elle écrive.",
  },
  mergeUndoOpen: {
    why: "Le délai pour annuler cette fusion est écoulé.",
    remedy: "Corrigez la fiche à la main.",
  },
  nameKnown: {
    why: "Le nom manque.",
    remedy: "Ajoutez-le, ou demandez-le.",
  },
  noEarlierAppeal: {
    why: "Un recours a déjà eu lieu.",
    remedy: "Une nouvelle demande est possible après un an.",
  },
  noLegalHold: {
    why: "Une conservation légale protège ce dossier.",
    remedy: "Demandez au délégué à la protection des données.",
  },
  noMembershipOpen: {
    why: "Une participation est encore ouverte.",
    remedy: "Mettez-y fin d’abord.",
  },
  noOpenHit: {
    why: "Une alerte du contrôle n’est pas levée.",
    remedy: "Levez-la, ou exigez un examen approfondi.",
  },
  nominatorEntitled: {
    why: "L’auteur de la proposition n’y est pas habilité.",
    remedy: "Demandez à une personne habilitée.",
  },
  notOnLeave: {
    why: "Cette personne est absente.",
    remedy: "Attendez la fin de l’absence, ou mettez-y fin.",
  },
  offeredByThisGroup: {
    why: "La proposition vient d’un autre groupe.",
    remedy: "Répondez à cette proposition.",
  },
  onLeave: {
    why: "Cette personne n’est pas absente.",
    remedy: "Il n’y a rien à clore.",
  },
  ownerNotOnLeave: {
    why: "Le nouveau responsable est absent.",
    remedy: "Choisissez quelqu’un d’autre.",
  },
  previewMatches: {
    why: "Quelque chose a changé depuis l’aperçu.",
    remedy: "Regardez de nouveau l’aperçu, puis confirmez.",
  },
  remindersLeft: {
    why: "Tous les rappels sont partis.",
    remedy: "Clôturez, ou téléphonez.",
  },
  reviewerIndependent: {
    why: "Vous avez pris part à la décision : une autre personne doit la réexaminer.",
    remedy: "Demandez à un autre réviseur.",
  },
  roundsLeft: {
    why: "Des précisions ont été demandées autant de fois que les règles le permettent.",
    remedy: "Décidez sur la base de ce qui est là.",
  },
  seatFree: {
    why: "Le groupe n’a plus de siège libre.",
    remedy: "Vous pouvez inscrire cette personne sur liste d’attente.",
  },
  sharingAllowed: {
    why: "La personne n’a pas accepté le partage.",
    remedy: "Demandez d’abord son accord.",
  },
  survivorFree: {
    why: "L’autre fiche a déjà un dossier en cours.",
    remedy: "Fusionnez les personnes : les dossiers suivent.",
  },
  twoPeople: {
    why: "Deux personnes doivent donner leur accord.",
    remedy: "Demandez à une seconde personne.",
  },
  undertakingsAccepted: {
    why: "Les engagements n’ont pas été acceptés.",
    remedy: "Demandez-les avec la proposition.",
  },
  vettingInDate: {
    why: "La vérification a expiré.",
    remedy: "Renouvelez-la d’abord.",
  },
  wasPresent: {
    why: "Cette personne n’était pas présente.",
    remedy: "Consignez la présence à la réunion.",
  },
  withdrawalEvidenced: {
    why: "Rien n’atteste le retrait.",
    remedy: "Joignez leur lettre, ou indiquez comment vous l’avez su.",
  },
  yearPassedOrMaterialChange: {
    why: "Moins d’un an s’est écoulé depuis la décision, et rien d’essentiel n’a changé.",
    remedy: "Indiquez ce qui a changé, en tant que décideur.",
  },
};
