/** Any form that can post JSON or the usual form encoding: a page of one's own, a CMS plug-in, a script. */
import type { Adapter, Headers, Identity, Problem } from "../adapter.ts";
import { composeInquiry } from "../compose-inquiry.ts";
import { flatten, parseUrlencoded, type FormFields } from "../form-fields.ts";
import type { AnswerValue } from "../inquiry.ts";
import type { Draft } from "../fits-field.ts";
import { readMediaType } from "../media-type.ts";
import { isMembers, parseJson } from "../safe-json.ts";
import { JSON_TYPES } from "./vendor-json.ts";

const URLENCODED = "application/x-www-form-urlencoded";
const MEDIA_TYPES = [...JSON_TYPES, URLENCODED];
const LIMITS = { depthMax: 20, membersMax: 1000 };

interface FormPayload {
  readonly fields: FormFields;
  readonly idempotencyKey: string | null;
}

export const form: Adapter<FormPayload> = {
  vendor: "form",
  title: "Any web form",
  signs: false,
  mediaTypes: MEDIA_TYPES,

  verify: () => ({ kind: "unsigned", reason: "A plain form does not sign; its source needs a token" }),

  parse(delivery) {
    const type = readMediaType(delivery.contentType, MEDIA_TYPES);
    if (typeof type !== "string") return { kind: "problem", problem: type };
    const key = idempotencyKeyIn(delivery.headers);
    if ("problem" in key) return { kind: "problem", problem: key.problem };
    const read = type === URLENCODED ? parseUrlencoded(delivery.body, LIMITS) : parseFields(delivery.body);
    if ("problem" in read) return { kind: "problem", problem: read.problem };
    return { kind: "payload", payload: { fields: read.fields, idempotencyKey: key.value } };
  },

  /** The sender's key names the delivery; nothing in a plain form names the submission. */
  identify({ idempotencyKey }): Identity {
    return { deliveryKey: idempotencyKey, submissionKey: null, partial: false };
  },

  read({ fields }, mapping) {
    const answers = [...fields].map(([key, value]) => draftOf(key, value));
    return composeInquiry({ answers, submittedAt: undefined }, mapping);
  },
};

function parseFields(body: Buffer): { fields: FormFields } | { problem: Problem } {
  const json = parseJson(body, LIMITS);
  if ("problem" in json) return json;
  const { value } = json;
  if (isMembers(value)) return { fields: flatten(value) };
  return { problem: { kind: "shape", reason: "The body is not a JSON object of fields", pointer: "" } };
}

/** A structured-field string with its quotes (draft-ietf-httpapi-idempotency-key-header), or the same without. */
function idempotencyKeyIn(headers: Headers): { value: string | null } | { problem: Problem } {
  const header = headers["idempotency-key"];
  if (header === undefined) return { value: null };
  const value = typeof header === "string" ? header.replace(/^"(.*)"$/, "$1") : "";
  if (/^[!#-+\--[\]-~ ]{1,200}$/.test(value)) return { value };
  const reason = "The header Idempotency-Key is not one key of 1 to 200 visible ASCII characters";
  return { problem: { kind: "header", reason } };
}

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
