import { plainWords } from "./clean-text.ts";

/** ISO 639-1, in which people write to a programme; the six of the United Nations among them. */
const CODES =
  "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga he hi hr hu hy id is it ja ka kk km ko ky lo lt lv mk mn ms mt my nb ne nl no pl ps pt ro ru rw si sk sl so sq sr sv sw ta th tr uk ur uz vi zh".split(
    " ",
  );

let known: ReadonlyMap<string, string> | undefined;

/** The ISO 639-1 code of a language, from its code or its name in English, French, Spanish, Portuguese, Italian or itself. */
export function languageCode(text: string): string | null {
  known ??= namesOfLanguages();
  const words = plainWords(text);
  const [first = ""] = words.split(" "); // "English, French": the one that is named first.
  return known.get(words) ?? (first.length > 2 ? known.get(first) : undefined) ?? null;
}

function namesOfLanguages(): ReadonlyMap<string, string> {
  // "No" is an answer, and seldom Norwegian.
  const names = new Map<string, string>(
    CODES.flatMap((code): [string, string][] => (code === "no" ? [] : [[code, code]])),
  );
  for (const code of CODES) {
    for (const locale of ["en", "fr", "es", "pt", "it", code]) {
      const name = new Intl.DisplayNames(locale, { type: "language" }).of(code);
      if (name !== undefined) names.set(plainWords(name), code);
    }
  }
  return names;
}
