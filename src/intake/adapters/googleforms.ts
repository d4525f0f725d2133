/**
 * Google Forms, sent by a script: ours (docs/forms/google-forms.gs), which signs and tells each question with its id and kind, or
 * one that passes on the event of a sheet (https://developers.google.com/apps-script/guides/triggers/events), which tells
 * titles and values only.
 */
import { z } from "zod";
import type { Adapter, Parsed } from "../adapter.ts";
import { composeInquiry } from "../compose-inquiry.ts";
import type { Draft } from "../fits-field.ts";
import { plainAnswer } from "../plain-answer.ts";
import { isList, type JsonValue } from "../safe-json.ts";
import { standardHeaders, standardId, standardSecretFault, verifyStandard } from "../standard-signature.ts";
import { idempotencyKeyIn } from "./form-body.ts";
import { JSON_TYPES, json, looseText, parseVendorJson, readEach, vendorId } from "./vendor-json.ts";
import { keyOf, textOf } from "./vendor-values.ts";

const payloadSchema = z
  .looseObject({
    responseId: vendorId,
    submittedAt: looseText,
    respondentEmail: looseText,
    answers: z.array(json).nullish(),
    namedValues: z.record(z.string(), json).nullish(),
    values: z.array(json).nullish().catch(null),
  })
  .refine(({ answers, namedValues, values }) => (answers ?? namedValues ?? values ?? null) !== null, {
    error:
      "has neither answers nor namedValues; expected those of docs/forms/google-forms.gs or of a sheet's event",
  });
type GoogleEvent = z.infer<typeof payloadSchema>;
interface GooglePayload extends GoogleEvent {
  readonly attempt: string | null;
}

export const googleforms: Adapter<GooglePayload> = {
  vendor: "googleforms",
  title: "Google Forms",
  signs: true,
  mediaTypes: JSON_TYPES,

  verify: (delivery, secrets) => verifyStandard(delivery, secrets),
  sign: (body, secret, posting) => standardHeaders(body, secret, posting),
  secretFault: (secret) => standardSecretFault(secret, ["v1"]),

  parse(delivery): Parsed<GooglePayload> {
    const event = parseVendorJson(delivery, payloadSchema);
    if (event.kind === "problem") return event;
    const key = idempotencyKeyIn(delivery.headers);
    if ("problem" in key) return { kind: "problem", problem: key.problem };
    return {
      kind: "payload",
      payload: { ...event.payload, attempt: standardId(delivery.headers) ?? key.value },
    };
  },

  /** A response may be edited, and then comes again at another time. */
  identify: ({ attempt, responseId, submittedAt }) => ({
    deliveryKey: attempt ?? keyOf(responseId || null, submittedAt?.slice(0, 100) ?? null),
    submissionKey: responseId || null,
    partial: false,
  }),

  read({ answers, namedValues, values, respondentEmail, submittedAt }, mapping) {
    const first = values?.[0];
    const told =
      answers?.map(itemDraft) ??
      Object.entries(namedValues ?? {}).map(([title, value]) => titledDraft(title, value, first));
    const drafts =
      told.length > 0
        ? told
        : (values ?? []).map((value, index) => titledDraft(`values/${index}`, value, first));
    const email: Draft[] =
      respondentEmail === undefined || respondentEmail === ""
        ? []
        : [
            {
              key: "respondentEmail",
              label: "Respondent's e-mail",
              type: "email",
              value: respondentEmail,
              sort: "email",
              background: true,
            },
          ];
    return composeInquiry({ answers: [...drafts, ...email], submittedAt }, mapping);
  },
};

const itemSchema = z.looseObject({
  id: looseText,
  title: looseText,
  type: looseText,
  response: json.optional(),
});

/** A question as our script tells it. */
function itemDraft(item: JsonValue, index: number): Draft {
  const [entry] = readEach([item], itemSchema);
  const key = entry?.id || `answers/${index}`;
  const { type = "UNKNOWN", response = null } = entry ?? { response: item };
  const { label, ref } = titleOf(entry?.title ?? "");
  return {
    key,
    ...(ref === undefined ? {} : { ref }),
    label: label || key,
    type,
    value: type === "FILE_UPLOAD" ? filesOf(response) : plainAnswer(response),
    sort: sortOf(type, response),
    background: false,
  };
}

/** Drive tells the ids of files, which name nothing to anybody; how many there are is what one can know. */
function filesOf(response: JsonValue): string[] {
  return (isList(response) ? response : [response])
    .filter((id) => id !== null && id !== "")
    .map((id) => `Drive file ${textOf(id)}`);
}

function sortOf(type: string, response: JsonValue): Draft["sort"] {
  if (type === "FILE_UPLOAD") return "file";
  if (type === "PARAGRAPH_TEXT") return "text";
  if (type === "CHECKBOX" || type === "MULTIPLE_CHOICE" || type === "LIST") return "choice";
  if (/GRID|SCALE|RATING|DATE|TIME|DURATION/.test(type)) return "other";
  return typeof response === "string" ? "line" : "other";
}

/** A question of a sheet's event. The first column is the time in the sheet's own language and zone, which it does not tell. */
function titledDraft(title: string, value: JsonValue, firstColumn: JsonValue | undefined): Draft {
  const items = isList(value) ? value.filter((item) => item !== "") : [value];
  const single = items.length <= 1 ? (items[0] ?? "") : items;
  const { label, ref, isRow } = titleOf(title);
  const isTime =
    typeof single === "string" && single === firstColumn && /^\D*\d+\D\d+\D\d+\D+\d+\D\d+/.test(single);
  const sort =
    isTime || isRow ? "other" : typeof single === "string" ? (/\n/.test(single) ? "text" : "line") : "choice";
  return {
    key: title,
    ...(ref === undefined ? {} : { ref }),
    label: label || title,
    type: isRow ? "row" : "answer",
    value: plainAnswer(single),
    sort,
    background: isTime,
  };
}

/** Titles carry their help text behind a line end, and the row of a grid in brackets. */
function titleOf(title: string): { label: string; ref: string | undefined; isRow: boolean } {
  const [first = "", ...rest] = title.trim().split(/[\r\n]+/);
  const label = title.replace(/\s+/g, " ").trim();
  const ref = rest.length > 0 ? first.trim() : undefined;
  return { label, ref: ref === "" ? undefined : ref, isRow: /\[[^[\]]+\]$/.test(label) };
}
