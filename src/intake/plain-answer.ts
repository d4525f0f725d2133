import type { AnswerValue } from "./inquiry.ts";
import { isList, isMembers, type JsonValue } from "./safe-json.ts";

/** Any JSON as an answer a person can read. Nothing is left out; an object becomes lines of `name: value`. */
export function plainAnswer(value: JsonValue | undefined): AnswerValue {
  if (value === undefined) return null;
  if (isList(value)) return value.map(inWords);
  if (typeof value === "number" && !Number.isFinite(value)) return String(value); // JSON can say 1e999, jsonb cannot.
  if (!isMembers(value)) return value;
  return Object.entries(value).map(([name, member]) => `${name}: ${inWords(member)}`);
}

function inWords(value: JsonValue): string {
  if (value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
