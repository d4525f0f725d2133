/** Countries by name in a language. The browser knows them, so no list travels with the page. */

/** Regions that have a code of two letters and are no country. */
const NONE = new Set(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]);
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");

const known = new Map<string, readonly Country[]>();

interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  readonly name: string;
}

/** By its code; the code itself where that is none. */
export const countryIn = (locale: string, code: string): string => {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code;
};

/** In the order of the names. */
export function countriesIn(locale: string): readonly Country[] {
  const found = known.get(locale);
  if (found !== undefined) return found;
  const names = new Intl.DisplayNames(locale, { type: "region", fallback: "none" });
  const all = LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
    .filter((code) => !NONE.has(code))
    .flatMap((code) => {
      const name = names.of(code);
      return name === undefined ? [] : [{ code, name }];
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, locale));
  known.set(locale, all);
  return all;
}
