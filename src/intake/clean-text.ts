/** A name, a label: one line, so that nothing in it can start a mail header or turn the reading direction around. */
export function cleanLine(text: string, lengthMax: number): string {
  const oneLine = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu, " ").replace(/\s+/g, " ");
  return cut(oneLine.trim(), lengthMax).trimEnd();
}

/** A message: lines end in LF, tabs stay, other control characters go. */
export function cleanText(text: string, lengthMax: number): string {
  const lines = text.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n\t]/gu, "");
  return cut(lines.trim(), lengthMax).trimEnd();
}

/**
 * What two spellings of a label have in common: lower case, no accents, no punctuation, `fullName` and `full_name`
 * as two words, one space between words.
 */
export function plainWords(text: string): string {
  return text
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** A table of phrases written as one line, each as `plainWords` would have it. */
export function phrasesOf(text: string): string[] {
  return text.split(",").map(plainWords);
}

/** Whether the words stand side by side in the text; both from `plainWords`. */
export function hasPhrase(text: string, phrases: readonly string[]): boolean {
  const padded = ` ${text} `;
  return phrases.some((phrase) => padded.includes(` ${phrase} `));
}

/** Never between the two halves of a character: a lone half is what PostgreSQL refuses. */
function cut(text: string, lengthMax: number): string {
  return text.slice(0, lengthMax).replace(/[\uD800-\uDBFF]$/, "");
}
