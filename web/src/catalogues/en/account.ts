export const account = {
  menu: "Account: {name}",
  signedInAs: "Signed in as {name}",
  language: "Language",
  languages: {
    en: "English",
    fr: "Français",
  },
  theme: "Theme",
  themes: {
    auto: "As the system",
    light: "Light",
    dark: "Dark",
  },
  density: "Density",
  densities: {
    roomy: "Roomy",
    compact: "Compact",
  },
  letters: "Single-letter shortcuts",
  lettersOn: "On",
  lettersOff: "Off",
  interests: "Your interests",
  shortcuts: "Keyboard shortcuts",
  settings: "Sign-in and tokens",
  api: "API documentation",
  signOut: "Sign out",
};
