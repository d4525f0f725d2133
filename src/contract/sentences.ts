/** Sentences with names in braces: values put in, and found again in what was said. */

/** The sentence with its values; `values` are put in as they are. */
export const fillIn = (
  sentence: string,
  values: Readonly<Record<string, string | number | undefined>>,
): string => sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name]));

export interface Found<Key extends string> {
  readonly key: Key;
  readonly values: Readonly<Record<string, string>>;
}

/** Reads which of the sentences a text is, and with what in it; undefined for any other text. */
export function readerOf<Key extends string>(
  sentences: Readonly<Record<Key, string>>,
): (text: string) => Found<Key> | undefined {
  const patterns = (Object.keys(sentences) as Key[])
    // One may begin or end as another does: that with the most words of its own goes before.
    .toSorted((a, b) => ownWords(sentences[b]) - ownWords(sentences[a]))
    .map((key) => [key, patternOf(sentences[key])] as const);
  return (text) => {
    for (const [key, pattern] of patterns) {
      const found = pattern.exec(text);
      if (found !== null) return { key, values: { ...found.groups } };
    }
    return undefined;
  };
}

const ownWords = (sentence: string): number => sentence.replaceAll(/\{\w+\}/g, "").length;

const patternOf = (sentence: string): RegExp =>
  new RegExp(
    `^${sentence.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll(/\{(\w+)\}/g, "(?<$1>.+?)")}$`,
    "s",
  );
