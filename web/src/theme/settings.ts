/** What somebody has chosen for this browser: theme, language, density, folded bar, single-letter keys. */
import { useSyncExternalStore } from "react";

export interface Settings {
  readonly theme: "auto" | "light" | "dark";
  readonly language: Language;
  readonly density: "roomy" | "compact";
  readonly bar: "open" | "folded";
  /** Whether single letters are shortcuts (WCAG 2.1.4). */
  readonly letters: "on" | "off";
}
export type Language = "en" | "fr";
const LANGUAGES: readonly Language[] = ["en", "fr"];

const choices: { readonly [K in keyof Settings]: readonly Settings[K][] } = {
  theme: ["auto", "light", "dark"],
  language: LANGUAGES,
  density: ["roomy", "compact"],
  bar: ["open", "folded"],
  letters: ["on", "off"],
};

let settings: Settings = {
  theme: kept("theme", "auto"),
  language: kept("language", /^fr/i.test(navigator.language) ? "fr" : "en"),
  density: kept("density", "roomy"),
  bar: kept("bar", "open"),
  letters: kept("letters", "on"),
};
const listeners = new Set<() => void>();

function kept<K extends keyof Settings>(name: K, otherwise: Settings[K]): Settings[K] {
  try {
    const text = localStorage.getItem(`convoke.${name}`);
    return choices[name].find((one) => one === text) ?? otherwise;
  } catch {
    // Storage may be forbidden; then a choice lasts as long as the page.
    return otherwise;
  }
}

export const readSettings = (): Settings => settings;

export function choose<K extends keyof Settings>(name: K, value: Settings[K]): void {
  settings = { ...settings, [name]: value };
  try {
    localStorage.setItem(`convoke.${name}`, value);
  } catch {
    // As above.
  }
  apply();
  for (const listener of listeners) listener();
}

const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
export const isDark = ({ theme }: Settings): boolean =>
  theme === "dark" || (theme === "auto" && systemIsDark.matches);

/** What style sheets look at. */
export function apply(): void {
  const { documentElement: root } = document;
  root.dataset["mantineColorScheme"] = isDark(settings) ? "dark" : "light";
  root.dataset["density"] = settings.density;
  root.lang = settings.language;
}
systemIsDark.addEventListener("change", () => {
  apply();
  for (const listener of listeners) listener();
});

export const useSettings = (): Settings =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, readSettings);
