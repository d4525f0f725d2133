/** Typeform: https://www.typeform.com/developers/webhooks/ and /secure-your-webhooks/ beside it. */
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
  header: "typeform-signature",
  layout: "sha256={signature}",
  digest: "sha256",
  encoding: "base64",
};

const members = z.record(z.string(), json);

const payloadSchema = z.looseObject({
  event_id: vendorId,
  event_type: z.enum(["form_response", "form_response_partial"]).nullish(),
  form_response: z.looseObject({
    token: vendorId,
    submitted_at: looseText,
    hidden: members.nullish().catch(null),
    calculated: members.nullish().catch(null),
    variables: z.array(json).nullish().catch(null),
    definition: z
      .looseObject({ fields: z.array(json).nullish().catch(null) })
      .nullish()
      .catch(null),
    answers: z.array(json).nullish(),
    outcome: z.looseObject({ title: looseText }).nullish().catch(null),
  }),
});
type TypeformPayload = z.infer<typeof payloadSchema>;

export const typeform: Adapter<TypeformPayload> = {
  vendor: "typeform",
  title: "Typeform",
  signs: true,
  mediaTypes: JSON_TYPES,

  verify: (delivery, secrets) => verifySignature(SCHEME, delivery, secrets),
  sign: (body, secret) => signatureHeaders(SCHEME, body, secret),
  parse: (delivery) => parseVendorJson(delivery, payloadSchema),

  identify: ({ event_id, event_type, form_response }) => ({
    deliveryKey: event_id || null,
    submissionKey: form_response.token || null,
    partial: event_type === "form_response_partial",
  }),

  read({ form_response: response }, mapping) {
    const questions = questionsIn(response.definition?.fields ?? [], null);
    const find = finderOf(questions);
    const answered = (response.answers ?? []).map((answer, index) => readAnswer(answer, index, find));
    const answeredKeys = new Set(answered.map((draft) => draft.key));
    const unanswered = questions.filter(({ id }) => !answeredKeys.has(id)).map(emptyDraft);
    const answers = [
      ...answered,
      ...namedValues(response.hidden ?? {}, "hidden"),
      ...variablesIn(response.variables ?? []),
      ...namedValues(response.calculated ?? {}, "calculated"),
      ...namedValues(
        response.outcome?.title === undefined ? {} : { outcome: response.outcome.title },
        "outcome",
      ),
    ];
    return composeInquiry({ answers, unanswered, submittedAt: response.submitted_at }, mapping);
  },
};

const choiceSchema = z.looseObject({ id: looseText, ref: looseText, label: looseText });
type Choice = z.infer<typeof choiceSchema>;

interface Question {
  readonly id: string;
  readonly ref: string | undefined;
  readonly title: string;
  readonly type: string;
  readonly choices: readonly Choice[];
}

const questionSchema = z.looseObject({
  id: looseText,
  ref: looseText,
  title: looseText,
  type: looseText,
  choices: z.array(json).nullish().catch(null),
  fields: z.array(json).nullish().catch(null),
  properties: z
    .looseObject({
      choices: z.array(json).nullish().catch(null),
      fields: z.array(json).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

/** All questions, also those inside a group, an address or a matrix, whose rows make sense only with its title. */
function questionsIn(fields: readonly JsonValue[], matrix: string | null): Question[] {
  return readEach(fields, questionSchema).flatMap((field) => {
    const { id, ref, type = "", properties } = field;
    const own = withoutRecall(field.title ?? "");
    const title = matrix === null || matrix === "" ? own : `${matrix}: ${own}`;
    const choices = readEach([...(field.choices ?? []), ...(properties?.choices ?? [])], choiceSchema);
    const inner = [...(field.fields ?? []), ...(properties?.fields ?? [])];
    const self = id === undefined || inner.length > 0 ? [] : [{ id, ref, title, type, choices }];
    return [...self, ...questionsIn(inner, type === "matrix" ? title : null)];
  });
}

/** "Thanks, {{field:01J…}}!" recalls an earlier answer, whose name would only be taken for words of the question. */
const withoutRecall = (title: string): string => title.replace(/\{\{[^{}]{0,200}\}\}/g, "…");

type Finder = (field: { id?: string | undefined; ref?: string | undefined }) => Question | undefined;

/** By id; by ref when an answer has no id. */
function finderOf(questions: readonly Question[]): Finder {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const byRef = new Map(questions.map((question) => [question.ref, question]));
  return ({ id, ref }) =>
    (id === undefined ? ref !== undefined && byRef.get(ref) : byId.get(id)) || undefined;
}

const answerSchema = z.looseObject({
  type: looseText,
  field: z
    .looseObject({ id: looseText, ref: looseText, type: looseText, title: looseText })
    .optional()
    .catch(undefined),
});

function readAnswer(answer: JsonValue, index: number, find: Finder): Draft {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) {
    const key = `answers/${index}`;
    return { key, label: key, type: "unknown", value: plainAnswer(answer), sort: "other", background: false };
  }
  const { type: valueType = "unknown", field = {} } = parsed.data;
  const question = find(field);
  const ref = field.ref ?? question?.ref;
  const key = field.id ?? ref ?? `answers/${index}`;
  const type = field.type ?? (question?.type || valueType);
  return {
    key,
    ...(ref === undefined ? {} : { ref }),
    label: (question?.title ?? field.title) || (ref ?? key),
    type,
    value: valueOf(isMembers(answer) ? answer : {}, valueType, question?.choices ?? []),
    sort: sortOf(valueType, type),
    background: false,
  };
}

/** The value stands under the name of its type; for a type from the future, under whatever else is there. */
function valueOf(answer: JsonMembers, type: string, choices: readonly Choice[]): AnswerValue {
  const { type: _type, field: _field, ...rest } = answer;
  const value = Object.hasOwn(answer, type) ? answer[type] : Object.values(rest)[0];
  if (type === "choice" && isMembers(value)) return choiceText(value, choices);
  if (type === "choices" && isMembers(value)) return choiceTexts(value, choices);
  return plainAnswer(value);
}

function choiceText(choice: JsonMembers, choices: readonly Choice[]): AnswerValue {
  const { id, ref, label, other } = choice;
  return plainAnswer(label ?? other ?? labelOf(id, choices) ?? labelOf(ref, choices) ?? ref ?? id);
}

function choiceTexts(
  { labels, other, refs, ids, choices: nested }: JsonMembers,
  choices: readonly Choice[],
): string[] {
  const named = listOf(labels);
  const picked = named.length > 0 ? named : listOf(ids).length > 0 ? listOf(ids) : listOf(refs);
  const inside =
    picked.length > 0
      ? []
      : listOf(nested).map((each) => (isMembers(each) ? choiceText(each, choices) : each));
  const own = other === undefined || other === null ? [] : [other];
  return [...picked.map((each) => labelOf(each, choices) ?? each), ...inside, ...own].map(String);
}

function labelOf(idOrRef: JsonValue | undefined, choices: readonly Choice[]): string | undefined {
  if (typeof idOrRef !== "string") return undefined;
  return choices.find(({ id, ref }) => id === idOrRef || ref === idOrRef)?.label;
}

function sortOf(valueType: string, fieldType: string): Draft["sort"] {
  if (valueType === "email" || fieldType === "email") return "email";
  if (valueType === "phone_number" || fieldType === "phone_number") return "phone";
  if (fieldType === "legal") return "consent";
  if (fieldType === "long_text") return "text";
  if (valueType === "choice" || valueType === "choices") return "choice";
  if (valueType === "file_url") return "file";
  return valueType === "text" ? "line" : "other";
}

function namedValues(values: JsonMembers, type: string): Draft[] {
  return Object.entries(values).map(([key, value]) => {
    return { key, label: key, type, value: plainAnswer(value), sort: "line", background: true };
  });
}

function variablesIn(variables: readonly JsonValue[]): Draft[] {
  return variables.filter(isMembers).flatMap(({ key, type, ...rest }) => {
    const value = typeof type === "string" && Object.hasOwn(rest, type) ? rest[type] : undefined;
    return typeof key === "string" ? namedValues({ [key]: value ?? null }, "variable") : [];
  });
}

function emptyDraft({ id, ref, title, type }: Question): Draft {
  const named = ref === undefined ? {} : { ref };
  return { key: id, ...named, label: title, type, value: null, sort: "other", background: false };
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isList(value) ? value : [];
}
