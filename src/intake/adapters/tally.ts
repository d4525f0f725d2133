/** Tally: https://tally.so/help/webhooks. */
import { z } from "zod";
import type { Adapter } from "../adapter.ts";
import { composeInquiry } from "../compose-inquiry.ts";
import type { AnswerValue } from "../inquiry.ts";
import type { Draft } from "../fits-field.ts";
import { plainAnswer } from "../plain-answer.ts";
import { isList, isMembers, type JsonMembers, type JsonValue } from "../safe-json.ts";
import { signatureHeaders, verifySignature, type SignatureScheme } from "../signature.ts";
import { JSON_TYPES, json, looseText, parseVendorJson, readEach, vendorId } from "./vendor-json.ts";

/** No time is signed, so a replay is caught by the delivery's key. */
const SCHEME: SignatureScheme = {
  header: "tally-signature",
  layout: "{signature}",
  digest: "sha256",
  encoding: "base64",
};

const payloadSchema = z.looseObject({
  eventId: vendorId,
  eventType: z.literal("FORM_RESPONSE").nullish(),
  createdAt: looseText,
  data: z.looseObject({
    responseId: vendorId,
    submissionId: vendorId,
    createdAt: looseText,
    fields: z.array(json).nullish(),
  }),
});
type TallyPayload = z.infer<typeof payloadSchema>;

export const tally: Adapter<TallyPayload> = {
  vendor: "tally",
  title: "Tally",
  signs: true,
  mediaTypes: JSON_TYPES,

  verify: (delivery, secrets) => verifySignature(SCHEME, delivery, secrets),
  sign: (body, secret) => signatureHeaders(SCHEME, body, secret),
  parse: (delivery) => parseVendorJson(delivery, payloadSchema),

  identify: ({ eventId, data }) => ({
    deliveryKey: eventId || null,
    submissionKey: data.submissionId || data.responseId || null,
    partial: false,
  }),

  read({ createdAt, data }, mapping) {
    const rows = (data.fields ?? []).map(readRow);
    const boxes = checkboxesByQuestion(rows);
    const repeated = new Set([...boxes.values()].flat());
    const shown = rows.filter((row) => !repeated.has(row));
    const answers = shown.map((row) => draftOf(row, boxes.get(row) ?? []));
    return composeInquiry({ answers, submittedAt: data.createdAt ?? createdAt }, mapping);
  },
};

const optionSchema = z.looseObject({ id: z.string(), text: looseText, name: looseText });
const options = z.array(json).nullish().catch(null);
const rowSchema = z.looseObject({
  key: looseText,
  label: looseText,
  type: looseText,
  value: json.optional(),
  options,
  rows: options,
  columns: options,
});

interface Row {
  readonly key: string;
  readonly label: string;
  readonly type: string;
  readonly value: JsonValue | undefined;
  /** Words of the choices, by id. */
  readonly options: ReadonlyMap<string, string>;
  readonly rows: ReadonlyMap<string, string>;
  readonly columns: ReadonlyMap<string, string>;
}

function readRow(field: JsonValue, index: number): Row {
  const parsed = rowSchema.safeParse(field);
  const row = parsed.success ? parsed.data : { value: field };
  const key = row.key ?? `fields/${index}`;
  return {
    key,
    label: row.label || onlyOption(row.options) || key,
    type: row.type ?? "UNKNOWN",
    value: row.value,
    options: textOfId(row.options),
    rows: textOfId(row.rows),
    columns: textOfId(row.columns),
  };
}

function textOfId(values: readonly JsonValue[] | null | undefined): Map<string, string> {
  return new Map(readEach(values ?? [], optionSchema).map(({ id, text, name }) => [id, text ?? name ?? id]));
}

/** A lone box, such as one that consents, is often put on a form without a title: its words are the question. */
function onlyOption(values: readonly JsonValue[] | null | undefined): string | undefined {
  const [only, ...others] = [...textOfId(values).values()];
  return others.length === 0 ? only : undefined;
}

/**
 * The yes-or-no rows that repeat the options of a question, by question. Such a row's key is the question's key, `_`
 * and the option's id. Looked up by key: a delivery may have thousands of rows.
 */
function checkboxesByQuestion(rows: readonly Row[]): Map<Row, Row[]> {
  const questions = new Map(rows.filter((row) => row.type === "CHECKBOXES").map((row) => [row.key, row]));
  const boxes = new Map<Row, Row[]>();
  for (const row of rows) {
    if (row.type !== "CHECKBOXES" || typeof row.value !== "boolean") continue;
    const question = prefixesOf(row.key)
      .map((key) => questions.get(key))
      .find((each) => each !== undefined);
    if (question === undefined) continue;
    const own = boxes.get(question) ?? [];
    own.push(row);
    boxes.set(question, own);
  }
  return boxes;
}

/** `a_b_c` gives `a_b` and `a`. */
function prefixesOf(key: string): string[] {
  const parts = key.split("_", 20);
  return parts.map((_, index) => parts.slice(0, parts.length - 1 - index).join("_")).slice(0, -1);
}

function draftOf(row: Row, boxes: readonly Row[]): Draft {
  return {
    key: row.key,
    label: row.label,
    type: row.type,
    value: valueOf(row, boxes),
    sort: sortOf(row),
    background: /^(?:HIDDEN|CALCULATED|PAYMENT|RESPONDENT)/.test(row.type),
  };
}

function valueOf(row: Row, boxes: readonly Row[]): AnswerValue {
  const { type, value } = row;
  if (type === "FILE_UPLOAD" || type === "SIGNATURE") return namesOf(value);
  if (type === "MATRIX" && isMembers(value)) return cellsOf(value, row);

  const texts = row.options.size > 0 ? row.options : optionsFromBoxes(row, boxes);
  if (typeof value === "string") return texts.get(value) ?? value; // Older payloads send one id and no list.
  if (!isList(value)) return plainAnswer(value);
  return value
    .filter((item) => item !== null)
    .map((item) => (typeof item === "string" ? (texts.get(item) ?? item) : JSON.stringify(item)));
}

/** Some payloads name the options only in their yes-or-no rows: "Languages (Swahili)". */
function optionsFromBoxes(row: Row, boxes: readonly Row[]): Map<string, string> {
  return new Map(
    boxes.map(({ key, label }) => {
      const text = label.startsWith(`${row.label} (`) ? label.slice(row.label.length + 2, -1) : label;
      return [key.slice(row.key.length + 1), text];
    }),
  );
}

/** Files are named and never fetched: the address in the delivery is a stranger's. */
function namesOf(value: JsonValue | undefined): AnswerValue {
  if (!isList(value)) return plainAnswer(value);
  return value.map((file) => {
    const name = isMembers(file) ? (file["name"] ?? file["id"]) : file;
    return typeof name === "string" ? name : JSON.stringify(file);
  });
}

function cellsOf(value: JsonMembers, { rows, columns }: Row): string[] {
  return Object.entries(value).map(([rowId, picked]) => {
    const ids = isList(picked) ? picked : [picked];
    const words = ids.map((id) => (typeof id === "string" ? (columns.get(id) ?? id) : JSON.stringify(id)));
    return `${rows.get(rowId) ?? rowId}: ${words.join(", ")}`;
  });
}

function sortOf({ type, value }: Row): Draft["sort"] {
  if (type.includes("EMAIL")) return "email";
  if (type.includes("PHONE")) return "phone";
  if (type === "TEXTAREA") return "text";
  if (type === "FILE_UPLOAD" || type === "SIGNATURE") return "file";
  if (/^(?:MULTIPLE_CHOICE|CHECKBOXES|DROPDOWN|MULTI_SELECT|RANKING)$/.test(type)) return "choice";
  return typeof value === "string" ? "line" : "other";
}
