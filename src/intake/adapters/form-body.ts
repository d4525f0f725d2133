/** The first half of `parse` for who posts a form: as JSON, in the usual encoding or as multipart, all the same. */
import { reasonText } from "../../contract/reasons.ts";
import type { Headers, Parsed, Problem, Verdict, Written } from "../adapter.ts";
import type { Draft } from "../fits-field.ts";
import { parseUrlencoded } from "../form-fields.ts";
import { readMediaType } from "../media-type.ts";
import { parseMultipart } from "../multipart.ts";
import { isList, isMembers, parseJson, type JsonMembers } from "../safe-json.ts";
import { JSON_TYPES } from "./vendor-json.ts";

export const URLENCODED = "application/x-www-form-urlencoded";
const MULTIPART = "multipart/form-data";
export const FORM_TYPES = [...JSON_TYPES, URLENCODED, MULTIPART] as const;

const FORM_LIMITS = { depthMax: 20, membersMax: 1000 };

export interface FormPayload {
  readonly fields: JsonMembers;
  /** Names of the files that came with it, by field; null where the field was left empty. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  /** What the sender called the delivery; null when it did not. */
  readonly idempotencyKey: string | null;
}

export function parseForm(delivery: Written): Parsed<FormPayload> {
  const type = readMediaType(delivery.contentType, FORM_TYPES);
  if (typeof type !== "string") return { kind: "problem", problem: type };
  const key = idempotencyKeyIn(delivery.headers);
  if ("problem" in key) return { kind: "problem", problem: key.problem };
  const read = readBody(type, delivery);
  if ("problem" in read) return { kind: "problem", problem: read.problem };
  return { kind: "payload", payload: { files: new Map(), ...read, idempotencyKey: key.value } };
}

function readBody(
  type: string,
  delivery: Written,
): { fields: JsonMembers; files?: FormPayload["files"] } | { problem: Problem } {
  if (type === URLENCODED) return parseUrlencoded(delivery.body, FORM_LIMITS);
  if (type === MULTIPART) return parseMultipart(delivery, FORM_LIMITS);
  const json = parseJson(delivery.body, FORM_LIMITS);
  if ("problem" in json) return json;
  // Automation tools send the items of a step as a list, however many there are.
  const only = isList(json.value) && json.value.length === 1 ? json.value[0] : json.value;
  if (isMembers(only)) return { fields: only };
  return { problem: { kind: "shape", reason: reasonText("form-only"), pointer: "" } };
}

/** A structured-field string with its quotes (draft-ietf-httpapi-idempotency-key-header), or the same without. */
export function idempotencyKeyIn(headers: Headers): { value: string | null } | { problem: Problem } {
  const header = headers["idempotency-key"];
  if (header === undefined) return { value: null };
  const value = typeof header === "string" ? header.replace(/^"(.*)"$/, "$1") : "";
  if (/^[!#-+\--[\]-~ ]{1,200}$/.test(value)) return { value };
  const reason = reasonText("idempotency-key");
  return { problem: { kind: "header", reason } };
}

export function filesAsDrafts({ files }: Pick<FormPayload, "files">): Draft[] {
  return [...files].map(([key, names]) => ({
    key,
    label: key,
    type: "file",
    value: names,
    sort: "file",
    background: false,
  }));
}

/** What a vendor that cannot sign has to say to `verify`. */
export const unsigned = (title: string) => (): Verdict => ({
  kind: "unsigned",
  reason: `${title} does not sign; its source needs a token`,
});
