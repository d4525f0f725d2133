/** Languages by name (ISO 639-1) in a language, and time zones. */
import { useLocale } from "use-intl";
import type { Coded } from "./coded-names.ts";
import { codedIn, namesIn } from "./coded-names.ts";

/** What a language is called in the reader's own; its code where that is none. */
export function useLanguageWords(): (code: string) => string {
  const locale = useLocale();
  return (code) => (/^[a-z]{2,3}(?:-|$)/i.test(code) ? (namesIn(locale, "language").of(code) ?? code) : code);
}

/** In the order of the names. */
export const languagesIn = (locale: string): readonly Coded[] => codedIn(locale, "language");

/** IANA, such as `Europe/Rome`. */
export const timeZones = (): readonly string[] => Intl.supportedValuesOf("timeZone");
