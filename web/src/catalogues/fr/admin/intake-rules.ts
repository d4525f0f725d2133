import type { Words } from "../../../i18n/words.ts";
import type { intakeRules as english } from "../../en/admin/intake-rules.ts";

export const intakeRules: Words<typeof english> = {
  title: "Qui s’occupe de ce qui arrive",
  why: "Les règles sont essayées dans l’ordre ; la première qui convient compte. Le reste attend tous les agents.",
  none: "Pas encore de règle.",
  noneWhy:
    "Ce qui arrive attend tous les agents jusqu’à ce que l’un le prenne en charge. Une règle le confie aussitôt à quelqu’un, par exemple tout ce qui touche au transport maritime à Ana.",
  gone: "Personne qui soit agent ici",
  earlier: "Plus tôt",
  change: "Modifier",
  drop: "Retirer",
  add: "Ajouter une règle",
  changeTitle: "Règle {name}",
  save: "Enregistrer la règle",
  saved: "Les règles sont enregistrées.",
  name: "Nom de la règle",
  nameHint: "Le journal dit par lui quelle règle a confié une demande à qui.",
  owner: "Confié à",
  choose: "Choisir…",
  conditions: "Quand tout ceci est vrai ; ce qui reste vide ne compte pas.",
  interests: "S’intéresse à l’un de ces sujets",
  kinds: "Vient pour l’une de ces raisons",
  countries: "De l’un de ces pays",
  languages: "Veut travailler dans l’une de ces langues",
  if: {
    interests: "sur {what}",
    kinds: "pour : {what}",
    countries: "de {what}",
    languages: "en {what}",
    always: "tout",
  },
};
