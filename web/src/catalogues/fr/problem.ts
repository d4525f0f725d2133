import type { Words } from "../../i18n/words.ts";
import type { problem as english } from "../en/problem.ts";

export const problem: Words<typeof english> = {
  offline: "Convoke est injoignable. Votre saisie est conservée : réessayez une fois connecté.",
  unauthenticated: "Votre session est terminée. Connectez-vous : vous reviendrez ici.",
  forbidden: "Vos rôles ne le permettent pas. L’administration du programme peut les modifier.",
  "not-found":
    "Il n’y a rien ici que vous puissiez voir. Le lien est peut-être ancien, ou d’un autre programme.",
  conflict: "Quelqu’un a été plus rapide, et cela ne convient plus. Regardez ce qui a changé, puis décidez.",
  "stale-revision":
    "Le dossier a changé pendant la rédaction. Votre texte est conservé : relisez-le, puis envoyez.",
  "key-reused": "Ceci a déjà été envoyé avec un autre contenu. Rien n’est parti deux fois.",
  refused: "Une règle ne le permet pas pour le moment.",
  parked: "Ce dossier s’est arrêté et attend un administrateur. Rien n’est perdu.",
  invalid: "Certains champs ne sont pas comme attendu. Ils sont indiqués ci-dessous.",
  "too-many-requests": "C’était trop souvent en peu de temps. Réessayez dans une minute.",
  busy: "Convoke est très sollicité. Rien n’a été modifié : réessayez dans un instant.",
  "payload-too-large": "C’est plus que Convoke n’accepte. Envoyez en parties plus petites.",
  unexpected:
    "Une erreur s’est produite chez nous. Rien n’a été modifié : réessayez, et prévenez un administrateur si cela persiste.",
};
