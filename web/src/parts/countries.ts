/** Countries by name in a language. The browser knows them, so no list travels with the page. */
import { useLocale } from "use-intl";

/** Regions that have a code of two letters and are no country. */
const NONE = new Set(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]);
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");

interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  readonly name: string;
}

const named = new Map<string, Intl.DisplayNames>();
const listed = new Map<string, readonly Country[]>();

/** One a language: a list asks for a name in every row, and making this costs more than all of them. */
function namesIn(locale: string): Intl.DisplayNames {
  const names = named.get(locale) ?? new Intl.DisplayNames(locale, { type: "region", fallback: "none" });
  named.set(locale, names);
  return names;
}

/** By its code; the code itself where that is none. */
export const countryIn = (locale: string, code: string): string =>
  /^[A-Z]{2}$/.test(code) ? (namesIn(locale).of(code) ?? code) : code;

/** The same in the reader's language. */
export function useCountryWords(): (code: string) => string {
  const locale = useLocale();
  return (code) => countryIn(locale, code);
}

/** In the order of the names. */
export function countriesIn(locale: string): readonly Country[] {
  const found = listed.get(locale);
  if (found !== undefined) return found;
  const names = namesIn(locale);
  const all = LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
    .filter((code) => !NONE.has(code))
    .flatMap((code) => {
      const name = names.of(code);
      return name === undefined ? [] : [{ code, name }];
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, locale));
  listed.set(locale, all);
  return all;
}
