/** Instants as text. One batch writes the same few many times, and to format one costs more than to write a short row. */
const texts = new Map<number, string>();
const TEXTS_MAX = 1_000;

/** ISO 8601 in UTC with milliseconds, as `JSON.stringify` writes it. */
export function instantText(instant: Date): string {
  const ms = instant.getTime();
  const known = texts.get(ms);
  if (known !== undefined) return known;
  const text = instant.toISOString();
  if (texts.size === TEXTS_MAX) texts.clear();
  texts.set(ms, text);
  return text;
}

export const instantTextOrNull = (instant: Date | null | undefined): string | null =>
  instant === null || instant === undefined ? null : instantText(instant);
