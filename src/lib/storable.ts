import type { FieldProblem } from "./errors.ts";

/** The machine takes no deeper values, and PostgreSQL's parser has a stack too. */
const DEPTH_MAX = 64;
/** PostgreSQL's jsonb refuses both; one of them fails the statement of a whole batch. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Where a JSON value could not be stored, as JSON Pointers below `pointer` (RFC 6901). */
export function unstorable(value: unknown, pointer: string, depth = 0): FieldProblem[] {
  if (typeof value === "string") return textProblems(value, pointer);
  if (typeof value !== "object" || value === null) return [];
  if (depth > DEPTH_MAX) return [{ pointer, detail: `is nested deeper than ${DEPTH_MAX} levels` }];
  return Object.entries(value).flatMap(([key, member]) => {
    const escaped = key.replaceAll("~", "~0").replaceAll("/", "~1");
    const inKey = textProblems(key, pointer);
    return inKey.length > 0 ? inKey : unstorable(member, `${pointer}/${escaped}`, depth + 1);
  });
}

/** A message as PostgreSQL can store it, whatever a library has put into it. */
export const storableText = (text: string): string =>
  text.replaceAll("\u0000", "\uFFFD").replaceAll(/\p{Surrogate}/gu, "\uFFFD");

function textProblems(text: string, pointer: string): FieldProblem[] {
  if (text.includes("\u0000")) return [{ pointer, detail: "holds the character U+0000" }];
  if (LONE_SURROGATE.test(text)) return [{ pointer, detail: "holds half of a surrogate pair" }];
  return [];
}
