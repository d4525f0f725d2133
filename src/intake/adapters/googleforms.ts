/**
 * Google Forms, sent by a script: ours (docs/forms/google-forms.gs), which signs and tells each question with its id and kind; one
 * that passes on the event of a sheet (https://developers.google.com/apps-script/guides/triggers/events), which tells
 * titles and values only; or one of the many that send titles and answers in a shape of their own, or a response as
 * the API has it (https://developers.google.com/workspace/forms/api/reference/rest/v1/forms.responses).
 */
import { z } from "zod";
import type { Adapter, Parsed, Written } from "../adapter.ts";
import { composeInquiry } from "../compose-inquiry.ts";
import type { Draft } from "../fits-field.ts";
import { isPlain } from "../form-fields.ts";
import { namedAnswers } from "../named-answers.ts";
import { plainAnswer } from "../plain-answer.ts";
import { isList, isMembers, type JsonMembers, type JsonValue } from "../safe-json.ts";
import { isToldQuestion } from "../told-question.ts";
import { standardHeaders, standardId, standardSecretFault, verifyStandard } from "../standard-signature.ts";
import { idempotencyKeyIn, URLENCODED } from "./form-body.ts";
import { JSON_TYPES, json, looseText, parseVendorJson, readEach, vendorId } from "./vendor-json.ts";
import { fileNames, keyOf, textOf } from "./vendor-values.ts";

const membersSchema = z.record(z.string(), json);

const payloadSchema = z
  .looseObject({
    responseId: vendorId,
    submittedAt: looseText,
    lastSubmittedTime: looseText,
    createTime: looseText,
    timestamp: looseText,
    respondentEmail: looseText,
    answers: json.optional(),
    namedValues: membersSchema.nullish().catch(null),
    values: z.array(json).nullish().catch(null),
  })
  .refine((event) => Object.keys(event).length > 0, {
    error: "has no answers; expected those of docs/forms/google-forms.gs or of a sheet's event",
  });
type GoogleEvent = z.infer<typeof payloadSchema>;
interface GooglePayload extends GoogleEvent {
  readonly attempt: string | null;
}

export const googleforms: Adapter<GooglePayload> = {
  vendor: "googleforms",
  title: "Google Forms",
  signs: true,
  mediaTypes: [...JSON_TYPES, URLENCODED],

  verify: (delivery, secrets) => verifyStandard(delivery, secrets),
  sign: (body, secret, posting) => standardHeaders(body, secret, posting),
  secretFault: (secret) => standardSecretFault(secret, ["v1"]),

  parse(delivery): Parsed<GooglePayload> {
    const event = parseVendorJson(asJson(delivery), payloadSchema);
    if (event.kind === "problem") return event;
    const key = idempotencyKeyIn(delivery.headers);
    if ("problem" in key) return { kind: "problem", problem: key.problem };
    return {
      kind: "payload",
      payload: { ...event.payload, attempt: standardId(delivery.headers) ?? key.value },
    };
  },

  /** A response may be edited, and then comes again at another time. */
  identify: ({ attempt, responseId, ...event }) => ({
    deliveryKey: attempt ?? keyOf(responseId || null, timeOf(event)?.slice(0, 100) ?? null),
    submissionKey: responseId || null,
    partial: false,
  }),

  read({ attempt: _attempt, respondentEmail, ...event }, mapping) {
    const told = toldIn(event);
    const loose = looseDrafts(membersSchema.parse(event));
    // Beside questions that are told as such, what else a script sends comes second.
    const drafts =
      told.length > 0 ? [...told, ...loose.map((draft) => ({ ...draft, background: true }))] : loose;
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
    return composeInquiry({ answers: [...drafts, ...email], submittedAt: timeOf(event) }, mapping);
  },
};

/** A script that does not say what it sends says by that, to Google, that it is a form. */
function asJson(delivery: Written): Written {
  const { contentType = "", body } = delivery;
  const isJson =
    contentType.trim().toLowerCase().startsWith(URLENCODED) && /^\s*\{/.test(body.toString("latin1", 0, 20));
  return isJson ? { ...delivery, contentType: "application/json" } : delivery;
}

const timeOf = (event: Partial<GoogleEvent>): string | undefined =>
  event.submittedAt ?? event.lastSubmittedTime ?? event.createTime ?? event.timestamp;

function toldIn({ answers, namedValues, values }: Partial<GoogleEvent>): Draft[] {
  const first = values?.[0];
  if (isList(answers)) return answers.map(itemDraft);
  if (isMembers(answers)) return Object.entries(answers).map(([id, answer]) => apiDraft(id, answer));
  const named = Object.entries(namedValues ?? {}).map(([title, value]) => titledDraft(title, value, first));
  return named.length > 0
    ? named
    : (values ?? []).map((value, index) => titledDraft(`values/${index}`, value, first));
}

/** A response of the API names a question by its id, and has its texts two levels down. */
function apiDraft(id: string, answer: JsonValue): Draft {
  const { textAnswers, fileUploadAnswers } = isMembers(answer) ? answer : {};
  const files = itemsIn(fileUploadAnswers);
  if (files !== undefined) {
    return {
      key: id,
      label: id,
      type: "FILE_UPLOAD",
      value: fileNames(files),
      sort: "file",
      background: false,
    };
  }
  const texts = itemsIn(textAnswers)?.map((item) => (isMembers(item) ? (item["value"] ?? null) : item));
  return titledDraft(id, texts ?? answer, undefined);
}

const itemsIn = (answers: JsonValue | undefined): readonly JsonValue[] | undefined =>
  isMembers(answers) && isList(answers["answers"]) ? answers["answers"] : undefined;

/** What tells of the form and the event, and is nobody's answer. */
const ABOUT = new Set(
  `answers namedValues values responseId submittedAt lastSubmittedTime createTime timestamp authMode range source triggerUid
   formId formTitle formName formUrl spreadsheetId sheetName editResponseUrl totalScore`.split(/\s+/),
);

/** Titles with their answers right in the body or in its only member, or questions told one by one. */
function looseDrafts(body: JsonMembers): Draft[] {
  const members = Object.entries(body).filter(([name]) => !ABOUT.has(name));
  const [[, only] = [], ...others] = members;
  if (others.length === 0 && isMembers(only) && !isToldQuestion(only)) return looseDrafts(only);
  return members.flatMap(([title, value]) =>
    isPlain(value) ? [titledDraft(title, value, undefined)] : namedAnswers({ [title]: value }),
  );
}

const itemSchema = z.looseObject({
  id: looseText,
  title: looseText,
  type: looseText,
  response: json.optional(),
  answer: json.optional(),
  value: json.optional(),
  question: looseText,
  name: looseText,
});

/** A question as our script tells it. */
function itemDraft(item: JsonValue, index: number): Draft {
  const [entry] = readEach([item], itemSchema);
  const key = entry?.id || `answers/${index}`;
  const type = entry?.type ?? "UNKNOWN";
  const response = entry === undefined ? item : (entry.response ?? entry.answer ?? entry.value ?? null);
  const { label, ref } = titleOf(entry?.title ?? entry?.question ?? entry?.name ?? "");
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
