/** Formbricks, which signs as Standard Webhooks say: https://formbricks.com/docs/xm-and-surveys/core-features/integrations/webhooks. */
import { z } from "zod";
import { looksLikeEmail } from "../answer-meaning.ts";
import type { Adapter } from "../adapter.ts";
import { composeInquiry } from "../compose-inquiry.ts";
import type { Draft } from "../fits-field.ts";
import { flatten } from "../form-fields.ts";
import { namedAnswer } from "../named-answers.ts";
import { isList, type JsonMembers, type JsonValue } from "../safe-json.ts";
import { standardHeaders, standardId, standardSecretFault, verifyStandard } from "../standard-signature.ts";
import { plainAnswer } from "../plain-answer.ts";
import { JSON_TYPES, json, looseText, parseVendorJson, vendorId } from "./vendor-json.ts";

const members = z.record(z.string(), json).nullish().catch(null);

const bodySchema = z.looseObject({
  event: z.enum(["responseCreated", "responseUpdated", "responseFinished", "testEndpoint"]),
  data: z
    .looseObject({
      id: vendorId,
      createdAt: looseText,
      updatedAt: looseText,
      data: z.record(z.string(), json).nullish(),
      variables: members,
      contactAttributes: members,
    })
    .optional(),
});
type FormbricksPayload = z.infer<typeof bodySchema> & { readonly webhookId: string | null };

export const formbricks: Adapter<FormbricksPayload> = {
  vendor: "formbricks",
  title: "Formbricks",
  signs: true,
  mediaTypes: JSON_TYPES,

  verify: (delivery, secrets) => verifyStandard(delivery, secrets),
  sign: (body, secret, posting) => standardHeaders(body, secret, posting),
  secretFault: (secret) => standardSecretFault(secret, ["v1"]),

  parse(delivery) {
    const parsed = parseVendorJson(delivery, bodySchema);
    if (parsed.kind === "problem") return parsed;
    return { kind: "payload", payload: { ...parsed.payload, webhookId: standardId(delivery.headers) } };
  },

  /** One response comes in several events, each with more of the answers; only the last one is an inquiry. */
  identify: ({ webhookId, event, data }) => ({
    deliveryKey: webhookId,
    submissionKey: data?.id || null,
    partial: event !== "responseFinished",
  }),

  read({ data }, mapping) {
    const answers = [
      ...Object.entries(data?.data ?? {}).flatMap(([id, value]) => draftsOf(id, value)),
      ...inBackground(data?.variables ?? {}, "variables"),
      ...inBackground(data?.contactAttributes ?? {}, "contactAttributes"),
    ];
    return composeInquiry({ answers, submittedAt: data?.updatedAt ?? data?.createdAt }, mapping);
  },
};

/** Questions are named by their ids alone; a matrix is `{ row: column }`. */
function draftsOf(id: string, value: JsonValue): Draft[] {
  return isContactInfo(value)
    ? CONTACT_PARTS.map((part, index) =>
        namedAnswer(`${id}.${part}`, plainAnswer(value[index]), { label: part }),
      )
    : [namedAnswer(id, plainAnswer(value))];
}

const CONTACT_PARTS = ["firstName", "lastName", "email", "phone", "company"] as const;

/** A question of the type "contact info" has no name for its parts, only their order. */
function isContactInfo(value: JsonValue): value is readonly JsonValue[] {
  if (!isList(value) || value.length !== CONTACT_PARTS.length) return false;
  const email = value[2];
  return typeof email === "string" && looksLikeEmail(email);
}

/** What Formbricks knew before, or worked out. */
function inBackground(values: JsonMembers, type: string): Draft[] {
  return [...flatten(values)].map(([key, value]) => namedAnswer(key, value, { type, background: true }));
}
