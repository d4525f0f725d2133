import type { Words } from "../../i18n/words.ts";
import type { interests as english } from "../en/interests.ts";

export const interests: Words<typeof english> = {
  own: "Vos intérêts",
  other: "Déclaration d’intérêts",
  none: "Personne ne vous a encore demandé vos intérêts.",
  noneWhy:
    "Qui décide pour d’autres déclare ses intérêts une fois par an. Le formulaire arrive par courrier le moment venu et figure ici.",
  answerBy: "À rendre : {when}",
  told: {
    requested:
      "{programme} vous demande{role, select, other {, en tant que {role},} empty {}} de déclarer vos intérêts. N’en avoir aucun est aussi une réponse. Ce que vous écrivez reste scellé.",
    assess: "Votre déclaration est à l’examen. Vous aurez de nos nouvelles dès la décision.",
    clear: "Rien ne s’y oppose jusqu’au {until}. Si quelque chose change, dites-le ici.",
    managed:
      "Jusqu’au {until}, vous restez à l’écart de ce qui est indiqué ici. Tout le reste est comme avant.",
    blocking: "Un intérêt s’oppose à votre rôle, suspendu jusqu’à ce qu’il ait cessé.",
    not_required: "Votre appartenance est votre intérêt : il n’y a rien à déclarer.",
    by: "À rendre : {when}",
  },
  outOf: "Ce dont vous restez à l’écart",
  theyOutOf: "Ce dont la personne reste à l’écart",
  scopeOf: {
    programme: "Tout le programme",
    group: "Groupe : {name}",
    recommendation: "Recommandation : {name}",
    organisation: "Organisation : {name}",
    item: "Réunion {name}, point {item, number}",
  },
  answer: "Votre réponse",
  assess: "Ce qui en découle",
  ways: {
    interests_none: "Vous signez qu’il n’y a rien à déclarer.",
    interests_declared: "Vous dites ce qu’il en est ; quelqu’un d’autre l’examine et vous dit la suite.",
    interests_insignificant: "Rien ne s’y oppose.",
    interests_managed: "La personne reste à l’écart de ce que vous indiquez.",
    interests_blocking: "L’intérêt s’oppose au rôle, qui est suspendu.",
  },
  sent: "Envoyé. Merci.",
  story: "Ce qui s’est passé",
};
