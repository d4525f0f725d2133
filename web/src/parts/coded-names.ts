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

/** The code that stands for it today: `DD` was Germany, `iw` was Hebrew, and the browser still knows the name of either. */
function presentCode(code: string, type: Kind): string | undefined {
  const { region, language } = new Intl.Locale(type === "region" ? `und-${code}` : code);
  return type === "region" ? region : language;
}

/** A code that another of the list has replaced would put the same name there twice. */
const isReplaced = (code: string, type: Kind): boolean => {
  const present = presentCode(code, type);
  return present !== code && present?.length === 2;
};

/** All that have a name, each once, in the order of the names. */
export function codedIn(locale: string, type: Kind): readonly Coded[] {
  const key = `${type} ${locale}`;
  const found = listed.get(key);
  if (found !== undefined) return found;
  const names = namesIn(locale, type);
  const all = LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
    .map((code) => (type === "region" ? code.toUpperCase() : code))
    .flatMap((code) => {
      const name = names.of(code);
      return name === undefined || isReplaced(code, type) ? [] : [{ code, name }];
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, locale));
  listed.set(key, all);
  return all;
}
