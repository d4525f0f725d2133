import type { Draft } from "./fits-field.ts";
import type { FormFields } from "./form-fields.ts";
import type { AnswerValue } from "./inquiry.ts";

/** Answers of which nothing is known but their names: the name is key and label, the type is that of the value. */
export function namedAnswers(fields: FormFields): Draft[] {
  return [...fields].map(([key, value]) => namedAnswer(key, value));
}

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
