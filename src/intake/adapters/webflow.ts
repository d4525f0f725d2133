/** Webflow: https://developers.webflow.com/data/docs/working-with-webhooks. Anything but 200 counts as a failure there. */
import { z } from "zod";
import type { Adapter } from "../adapter.ts";
import { composeInquiry } from "../compose-inquiry.ts";
import type { Draft } from "../fits-field.ts";
import type { AnswerValue } from "../inquiry.ts";
import { namedAnswer } from "../named-answers.ts";
import { plainAnswer } from "../plain-answer.ts";
import { signatureHeaders, verifySignature, type SignatureScheme } from "../signature.ts";
import { JSON_TYPES, json, looseText, parseVendorJson, readEach, vendorId } from "./vendor-json.ts";

const SCHEME: SignatureScheme = {
  header: "x-webflow-signature",
  layout: "{signature}",
  digest: "sha256",
  encoding: "hex",
  time: { unit: "ms", header: "x-webflow-timestamp" },
  signed: ({ body }, time) => [`${time}:`, body],
};

const eventSchema = z.looseObject({
  triggerType: z.literal("form_submission").nullish(),
  payload: z.looseObject({
    id: vendorId,
    submittedAt: looseText,
    data: z.record(z.string(), json).nullish(),
    schema: z.array(json).nullish().catch(null),
  }),
});
type WebflowEvent = z.infer<typeof eventSchema>;

/** Version 1 of their API, whose webhooks go on: https://developers.webflow.com/data/v1.0.0/reference/form_submission. */
const firstSchema = z.looseObject({ data: z.looseObject({}), payload: z.undefined().optional() });
const payloadSchema = z.preprocess(asEvent, eventSchema);

export const webflow: Adapter<WebflowEvent> = {
  vendor: "webflow",
  title: "Webflow",
  signs: true,
  mediaTypes: JSON_TYPES,

  verify: (delivery, secrets) => verifySignature(SCHEME, delivery, secrets),
  sign: (body, secret, posting) => signatureHeaders(SCHEME, body, secret, posting),
  parse: (delivery) => parseVendorJson(delivery, payloadSchema),

  identify: ({ payload: { id } }) => ({
    deliveryKey: id || null,
    submissionKey: id || null,
    partial: false,
  }),

  read({ payload: { data, schema, submittedAt } }, mapping) {
    const fields = readEach(schema ?? [], fieldSchema);
    const typeOf = new Map(fields.map(({ fieldName, fieldType }) => [withDots(fieldName), fieldType]));
    const answers = Object.entries(data ?? {}).map(([name, value]) => {
      const label = withDots(name);
      return draftOf(label, plainAnswer(value), typeOf.get(label));
    });
    return composeInquiry({ answers, submittedAt }, mapping);
  },
};

function asEvent(body: unknown): unknown {
  const first = firstSchema.safeParse(body);
  if (!first.success) return body;
  const { _id: id, d: submittedAt, data } = first.data;
  return { payload: { id, submittedAt, data } };
}

const fieldSchema = z.looseObject({ fieldName: z.string(), fieldType: looseText });

/** The label is the name; a dot in it comes as the full-width one, U+FF0E. */
const withDots = (name: string): string => name.replaceAll("\uFF0E", ".");

function draftOf(label: string, value: AnswerValue, type: string | undefined): Draft {
  const draft = namedAnswer(label, ticked(value));
  if (type === undefined) return draft;
  const sort = SORTS.find(([kind]) => type.includes(kind))?.[1] ?? draft.sort;
  return { ...draft, type, sort };
}

/** A box that is ticked or not comes as a word. */
function ticked(value: AnswerValue): AnswerValue {
  return value === "true" || value === "false" ? value === "true" : value;
}

/** By what stands in a type such as `FormTextarea`. */
const SORTS: readonly (readonly [string, Draft["sort"]])[] = [
  ["Textarea", "text"],
  ["Select", "choice"],
  ["Radio", "choice"],
  ["FileUpload", "file"],
];
