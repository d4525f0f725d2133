/** Languages by name in a language, and time zones. The browser knows them, so no list travels with the page. */
const LETTERS = "abcdefghijklmnopqrstuvwxyz".split("");

const known = new Map<string, readonly Language[]>();

interface Language {
  /** ISO 639-1. */
  readonly code: string;
  readonly name: string;
}

/** In the order of the names. */
export function languagesIn(locale: string): readonly Language[] {
  const found = known.get(locale);
  if (found !== undefined) return found;
  const names = new Intl.DisplayNames(locale, { type: "language", fallback: "none" });
  const all = LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
    .flatMap((code) => {
      const name = names.of(code);
      return name === undefined ? [] : [{ code, name }];
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, locale));
  known.set(locale, all);
  return all;
}

/** IANA, such as `Europe/Rome`. */
export const timeZones = (): readonly string[] => Intl.supportedValuesOf("timeZone");
