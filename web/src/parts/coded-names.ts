/** What two-letter codes are called in a language. The browser knows it, so no list travels with the page. */
type Kind = "region" | "language";

export interface Coded {
  readonly code: string;
  readonly name: string;
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz".split("");

const named = new Map<string, Intl.DisplayNames>();
const listed = new Map<string, readonly Coded[]>();

/** One a language and kind: a list asks for a name in every row, and making this costs more than all of them. */
export function namesIn(locale: string, type: Kind): Intl.DisplayNames {
  const key = `${type} ${locale}`;
  const names = named.get(key) ?? new Intl.DisplayNames(locale, { type, fallback: "none" });
  named.set(key, names);
  return names;
}

/** All that have a name, in the order of the names. */
export function codedIn(locale: string, type: Kind): readonly Coded[] {
  const key = `${type} ${locale}`;
  const found = listed.get(key);
  if (found !== undefined) return found;
  const names = namesIn(locale, type);
  const all = LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
    .map((code) => (type === "region" ? code.toUpperCase() : code))
    .flatMap((code) => {
      const name = names.of(code);
      return name === undefined ? [] : [{ code, name }];
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, locale));
  listed.set(key, all);
  return all;
}
