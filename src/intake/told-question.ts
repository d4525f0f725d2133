/**
 * A question that stands beside its answer, as many senders of JSON have it: `{ label, value }` (WS Form), `{ title, key, type, value }`
 * (Paperform, Elementor), `{ question, answer }` (scripts of all kinds), `{ value, field_type }` (Formstack).
 */
import type { Draft } from "./fits-field.ts";
import { isPlain } from "./form-fields.ts";
import type { AnswerValue } from "./inquiry.ts";
import { plainAnswer } from "./plain-answer.ts";
import { isMembers, type JsonMembers, type JsonValue } from "./safe-json.ts";

const VALUES = ["value", "answer", "response", "values"] as const;
const LABELS = ["label", "question", "title", "name", "field"] as const;
const KEYS = ["key", "ref", "id", "fieldId", "field_id", "questionId", "question_id", "name"] as const;
const TYPES = ["type", "field_type", "fieldType"] as const;

/** What else may stand there. An object with anything more is a thing of its own, a person for one. */
const MORE: ReadonlySet<string> = new Set([
  ...VALUES,
  ...LABELS,
  ...KEYS,
  ...TYPES,
  ...`custom_key slug description placeholder required index order position inline hidden raw_value rawValue section group page
  options choices`.split(/\s+/),
]);

export function isToldQuestion(value: JsonMembers): boolean {
  const names = Object.keys(value);
  if (!names.every((name) => MORE.has(name))) return false;
  const [valueName, ...others] = VALUES.filter((name) => name in value);
  if (valueName === undefined || others.length > 0 || !isPlain(value[valueName] ?? null)) return false;
  return textAt(value, LABELS) !== undefined || textAt(value, TYPES) !== undefined;
}

/** Undefined for what is no such question. Without a label of its own it is called what its place is called. */
export function toldAnswer(path: string, question: JsonValue): Draft | undefined {
  if (!isMembers(question) || !isToldQuestion(question)) return undefined;
  const value = plainAnswer(VALUES.map((name) => question[name]).find((each) => each !== undefined));
  const type = textAt(question, TYPES) ?? "answer";
  const label = textAt(question, LABELS) ?? path;
  return {
    key: textAt(question, KEYS) ?? path,
    label,
    type,
    value,
    sort: sortOf(type.toLowerCase(), value),
    background: /hidden|calculat/i.test(type),
  };
}

function textAt(members: JsonMembers, names: readonly string[]): string | undefined {
  return names.map((name) => textOf(members[name])).find((text) => text.trim() !== "");
}

const textOf = (value: JsonValue | undefined): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

/** By the words that the types of most vendors have in common. */
function sortOf(type: string, value: AnswerValue): Draft["sort"] {
  if (/e-?mail/.test(type)) return "email";
  if (/phone|^tel$/.test(type)) return "phone";
  if (/file|upload|signature/.test(type)) return "file";
  if (/consent|acceptance|gdpr|terms/.test(type)) return "consent";
  if (Array.isArray(value)) return "choice";
  if (typeof value !== "string") return "other";
  if (/textarea|paragraph|long|multi_?line/.test(type) || /\n/.test(value)) return "text";
  return /radio|select|dropdown|choice/.test(type) ? "choice" : "line";
}
