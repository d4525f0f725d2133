/** Countries by name (ISO 3166-1 alpha-2) in a language. */
import { useLocale } from "use-intl";
import type { Coded } from "./coded-names.ts";
import { codedIn, namesIn } from "./coded-names.ts";

/** Regions that have a code of two letters and are no country. */
const NONE = new Set(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]);

/** By its code; the code itself where that is none. */
export const countryIn = (locale: string, code: string): string =>
  /^[A-Z]{2}$/.test(code) ? (namesIn(locale, "region").of(code) ?? code) : code;

/** The same in the reader's language. */
export function useCountryWords(): (code: string) => string {
  const locale = useLocale();
  return (code) => countryIn(locale, code);
}

/** In the order of the names. */
export const countriesIn = (locale: string): readonly Coded[] =>
  codedIn(locale, "region").filter(({ code }) => !NONE.has(code));
