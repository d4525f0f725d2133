/** Any form that can post JSON or a form encoding: a page of one's own, a CMS plug-in, a script. */
import type { Adapter, Identity } from "../adapter.ts";
import { composeInquiry } from "../compose-inquiry.ts";
import { flatten } from "../form-fields.ts";
import type { AnswerValue } from "../inquiry.ts";
import type { Draft } from "../fits-field.ts";
import { FORM_TYPES, filesAsDrafts, parseForm, unsigned, type FormPayload } from "./form-body.ts";

export const form: Adapter<FormPayload> = {
  vendor: "form",
  title: "Any web form",
  signs: false,
  mediaTypes: FORM_TYPES,

  verify: unsigned("A plain form"),
  parse: parseForm,

  /** The sender's key names the delivery; nothing in a plain form names the submission. */
  identify({ idempotencyKey }): Identity {
    return { deliveryKey: idempotencyKey, submissionKey: null, partial: false };
  },

  read(payload, mapping) {
    const answers = [...flatten(payload.fields)].map(([key, value]) => draftOf(key, value));
    return composeInquiry(
      { answers: [...answers, ...filesAsDrafts(payload)], submittedAt: undefined },
      mapping,
    );
  },
};

function draftOf(key: string, value: AnswerValue): Draft {
  return { key, label: key, type: typeOf(value), value, sort: sortOf(key, value), background: false };
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
