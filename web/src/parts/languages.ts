/** Languages by name in a language, and time zones. The browser knows them, so no list travels with the page. */
import { useLocale } from "use-intl";

const LETTERS = "abcdefghijklmnopqrstuvwxyz".split("");

interface Language {
  /** ISO 639-1. */
  readonly code: string;
  readonly name: string;
}

const named = new Map<string, Intl.DisplayNames>();
const listed = new Map<string, readonly Language[]>();

/** One a language, which costs more to make than to ask. */
function namesIn(locale: string): Intl.DisplayNames {
  const names = named.get(locale) ?? new Intl.DisplayNames(locale, { type: "language", fallback: "none" });
  named.set(locale, names);
  return names;
}

/** What a language is called in the reader's own; its code where that is none. */
export function useLanguageWords(): (code: string) => string {
  const locale = useLocale();
  return (code) => (/^[a-z]{2,3}(?:-|$)/i.test(code) ? (namesIn(locale).of(code) ?? code) : code);
}

/** In the order of the names. */
export function languagesIn(locale: string): readonly Language[] {
  const found = listed.get(locale);
  if (found !== undefined) return found;
  const names = namesIn(locale);
  const all = LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
    .flatMap((code) => {
      const name = names.of(code);
      return name === undefined ? [] : [{ code, name }];
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, locale));
  listed.set(locale, all);
  return all;
}

/** IANA, such as `Europe/Rome`. */
export const timeZones = (): readonly string[] => Intl.supportedValuesOf("timeZone");
