/** Formbricks, which signs as Standard Webhooks say: https://formbricks.com/docs/xm-and-surveys/core-features/integrations/webhooks. */
import { z } from "zod";
import { looksLikeEmail, looksLikePhone } from "../answer-meaning.ts";
import type { Adapter } from "../adapter.ts";
import { composeInquiry } from "../compose-inquiry.ts";
import { countryCode } from "../countries.ts";
import type { Draft } from "../fits-field.ts";
import { flatten } from "../form-fields.ts";
import { namedAnswer } from "../named-answers.ts";
import { isList, type JsonMembers, type JsonValue } from "../safe-json.ts";
import { standardHeaders, standardId, standardSecretFault, verifyStandard } from "../standard-signature.ts";
import { plainAnswer } from "../plain-answer.ts";
import { JSON_TYPES, json, looseText, parseVendorJson, vendorId } from "./vendor-json.ts";
import { fileNames, isAddress, textOf } from "./vendor-values.ts";

const members = z.record(z.string(), json).nullish().catch(null);

const bodySchema = z.looseObject({
  event: z.enum(["responseCreated", "responseUpdated", "responseFinished", "testEndpoint"]),
  data: z
    .looseObject({
      id: vendorId,
      createdAt: looseText,
      updatedAt: looseText,
      data: z.record(z.string(), json).nullish(),
      response: z.looseObject({ data: members }).nullish().catch(null), // As some versions wrap it.
      variables: members,
      contactAttributes: members,
      personAttributes: members, // Before there were contacts.
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

  /**
   * One response comes in several events, each with more of the answers; only the last one is an inquiry, though the others
   * may say that it is finished: all of them are sent for a survey of one page.
   */
  identify: ({ webhookId, event, data }) => ({
    deliveryKey: webhookId,
    submissionKey: data?.id || null,
    partial: event !== "responseFinished",
  }),

  read({ data }, mapping) {
    const answers = [
      ...Object.entries(data?.data ?? data?.response?.data ?? {}).flatMap(([id, value]) =>
        draftsOf(id, value),
      ),
      ...inBackground(data?.variables ?? {}, "variables"),
      ...inBackground(data?.contactAttributes ?? {}, "contactAttributes"),
      ...inBackground(data?.personAttributes ?? {}, "personAttributes"),
    ];
    return composeInquiry({ answers, submittedAt: data?.updatedAt ?? data?.createdAt }, mapping);
  },
};

/** Questions are named by their ids alone; a matrix is `{ row: column }`, uploads are a list of addresses. */
function draftsOf(id: string, value: JsonValue): Draft[] {
  const parts = partsOf(value);
  if (parts !== undefined) {
    return parts.names.map((part, index) =>
      namedAnswer(`${id}.${part}`, plainAnswer(parts.values[index]), { label: part }),
    );
  }
  if (isList(value) && value.length > 0 && value.every((item) => isAddress(textOf(item)))) {
    return [namedAnswer(id, fileNames(value), { sort: "file", type: "file" })];
  }
  return [namedAnswer(id, plainAnswer(value))];
}

const CONTACT_PARTS = ["firstName", "lastName", "email", "phone", "company"] as const;
const ADDRESS_PARTS = ["addressLine1", "addressLine2", "city", "state", "zip", "country"] as const;

/**
 * Questions of the types "contact info" and "address" have no name for their parts, only their order. What was left
 * empty stays in its place, which no list of choices does.
 */
function partsOf(value: JsonValue): { names: readonly string[]; values: readonly string[] } | undefined {
  if (!isList(value) || !value.every((part) => typeof part === "string")) return undefined;
  const values = value.map(textOf);
  const [, , email = "", phone = ""] = values;
  const hasGap = values.includes("") && values.some((part) => part !== "");
  if (values.length === CONTACT_PARTS.length) {
    const isContact =
      (email === "" || looksLikeEmail(email)) &&
      (phone === "" || looksLikePhone(phone)) &&
      (hasGap || email !== "");
    return isContact ? { names: CONTACT_PARTS, values } : undefined;
  }
  const isPlace = values.length === ADDRESS_PARTS.length && (hasGap || countryCode(values[5] ?? "") !== null);
  return isPlace ? { names: ADDRESS_PARTS, values } : undefined;
}

/** What Formbricks knew before, or worked out. */
function inBackground(values: JsonMembers, type: string): Draft[] {
  return [...flatten(values)].map(([key, value]) => namedAnswer(key, value, { type, background: true }));
}
