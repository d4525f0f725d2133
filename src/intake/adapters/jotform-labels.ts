/**
 * Jotform tells its labels in one line only, `Label:Value, Label:Value`, which cannot be split: both have commas and
 * colons in them. But the values are known, and in which order they come.
 */
import { isList, isMembers, type JsonValue } from "../safe-json.ts";
import { decodeEntities, textOf } from "./vendor-values.ts";

/** In UTF-16 units; a longer label is not looked for. */
const LABEL_MAX = 1000;

/** Labels by the question's key, for those that are found beyond doubt. */
export function labelsInPretty(
  pretty: string,
  questions: readonly (readonly [key: string, value: JsonValue])[],
): Map<string, string> {
  const labels = new Map<string, string>();
  let from = 0;
  let isSure = true; // Behind an answer that was not found, nobody knows where the next label begins.
  for (const [key, value] of questions) {
    const spellings = spellingsOf(value);
    if (spellings.length === 0) continue; // Left empty, so it is not told.
    const found = spellings.map((text) => find(pretty, text, from)).find((place) => place !== undefined);
    if (found === undefined) {
      isSure = false;
      continue;
    }
    const label = decodeEntities(pretty.slice(from, found.labelEnd))
      .replace(/\s+/g, " ")
      .trim()
      .replace(/:+$/, "");
    if (isSure && label !== "") labels.set(key, label);
    from = found.next;
    isSure = true;
  }
  return labels;
}

function find(pretty: string, value: string, from: number): { labelEnd: number; next: number } | undefined {
  const part = pretty.slice(from, from + LABEL_MAX + value.length + 3);
  const wanted = `:${value}`;
  for (let at = part.indexOf(wanted); at >= 0; at = part.indexOf(wanted, at + 1)) {
    const end = from + at + wanted.length;
    if (end === pretty.length || pretty.startsWith(", ", end)) return { labelEnd: from + at, next: end + 2 };
  }
  return undefined;
}

/** How the line may have written the value. */
function spellingsOf(value: JsonValue): string[] {
  const parts = partsOf(value);
  const joined = parts.length === 1 ? parts : [" ", ", ", "; ", "\n", " | "].map((glue) => parts.join(glue));
  const dashed = parts.length > 1 ? [parts.join("-"), parts.join("/")] : [];
  const all = [...joined, ...dashed].flatMap((text) => [text, decodeEntities(text), text.trim()]);
  return [...new Set(all)].filter((text) => text.trim() !== "");
}

function partsOf(value: JsonValue): string[] {
  if (isList(value)) return value.map(textOf);
  if (isMembers(value))
    return Object.values(value)
      .map(textOf)
      .filter((text) => text !== "");
  return [textOf(value)];
}
