import type { Words } from "../../i18n/words.ts";
import type { account as english } from "../en/account.ts";

export const account: Words<typeof english> = {
  menu: "Compte : {name}",
  signedInAs: "Connecté en tant que {name}",
  language: "Langue",
  languages: {
    en: "English",
    fr: "Français",
  },
  theme: "Thème",
  themes: {
    auto: "Comme le système",
    light: "Clair",
    dark: "Sombre",
  },
  density: "Densité",
  densities: {
    roomy: "Aérée",
    compact: "Compacte",
  },
  letters: "Raccourcis à une lettre",
  lettersOn: "Activés",
  lettersOff: "Désactivés",
  interests: "Vos intérêts",
  shortcuts: "Raccourcis clavier",
  settings: "Connexion et jetons",
  api: "Documentation de l’API",
  signOut: "Se déconnecter",
};
