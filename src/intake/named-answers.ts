import type { Draft } from "./fits-field.ts";
import { leavesOf } from "./form-fields.ts";
import type { AnswerValue } from "./inquiry.ts";
import { plainAnswer } from "./plain-answer.ts";
import type { JsonMembers } from "./safe-json.ts";
import { isToldQuestion, toldAnswer } from "./told-question.ts";

/**
 * Answers of a form that nobody described to us. Of a question that stands there with its answer, as `{ label, value }`,
 * the label is taken; of all others nothing is known but their names.
 */
export function namedAnswers(fields: JsonMembers): Draft[] {
  return [...leavesOf(fields, isToldQuestion)].map(
    ([path, value]) => toldAnswer(path, value) ?? namedAnswer(path, plainAnswer(value)),
  );
}

/** The name is key and label, the type is that of the value. */
export function namedAnswer(key: string, value: AnswerValue, more: Partial<Draft> = {}): Draft {
  return {
    key,
    label: key,
    type: typeOf(value),
    value,
    sort: sortOf(key, value),
    background: false,
    ...more,
  };
}

function typeOf(value: AnswerValue): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : typeof value;
}

/**
 * A plain form does not say what a field is; only a list is sure to be a choice. A place inside a list of objects,
 * such as `questions.0.title`, names no question.
 */
function sortOf(key: string, value: AnswerValue): Draft["sort"] {
  if (/\.\d+\./.test(key)) return "other";
  if (Array.isArray(value)) return "choice";
  return typeof value === "string" ? "line" : "other";
}
