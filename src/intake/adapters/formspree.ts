/** Formspree: https://help.formspree.io/articles/advanced-features/verify-webhook-signatures. */
import { z } from "zod";
import type { Adapter } from "../adapter.ts";
import { composeInquiry } from "../compose-inquiry.ts";
import type { Draft } from "../fits-field.ts";
import { flatten } from "../form-fields.ts";
import type { AnswerValue } from "../inquiry.ts";
import { namedAnswer } from "../named-answers.ts";
import { signatureHeaders, verifySignature, type SignatureScheme } from "../signature.ts";
import { JSON_TYPES, json, parseVendorJson } from "./vendor-json.ts";

const SCHEME: SignatureScheme = {
  header: "formspree-signature",
  layout: "t={time},v1={signature}",
  digest: "sha256",
  encoding: "hex",
  time: { unit: "s" },
  signed: ({ body }, time) => [`${time}.`, body],
};

const payloadSchema = z.looseObject({
  keys: z.array(z.string()).nullish().catch(null),
  submission: z.record(z.string(), json),
});
type FormspreePayload = z.infer<typeof payloadSchema>;

export const formspree: Adapter<FormspreePayload> = {
  vendor: "formspree",
  title: "Formspree",
  signs: true,
  mediaTypes: JSON_TYPES,

  verify: (delivery, secrets) => verifySignature(SCHEME, delivery, secrets),
  sign: (body, secret, posting) => signatureHeaders(SCHEME, body, secret, posting),
  parse: (delivery) => parseVendorJson(delivery, payloadSchema),

  /** As a REST hook it asks first, with a secret that it wants to hear again. */
  greet(headers) {
    const asked = headers["x-hook-secret"];
    return typeof asked === "string" && /^[!-~]{1,500}$/.test(asked) ? { "X-Hook-Secret": asked } : null;
  },

  /** Nothing in the body names the submission; the same body within a day is the same one. */
  identify: () => ({ deliveryKey: null, submissionKey: null, partial: false }),

  read({ keys, submission }, mapping) {
    const fields = flatten(submission);
    const order = new Map((keys ?? []).map((key, index) => [key, index]));
    const place = (key: string): number => order.get(key) ?? order.size;
    const sorted = [...fields].toSorted(([a], [b]) => place(a) - place(b));
    const answers = sorted.map(([key, value]) => draftOf(key, value));
    const date = fields.get("_date");
    return composeInquiry({ answers, submittedAt: typeof date === "string" ? date : undefined }, mapping);
  },
};

/** Names that begin with `_` are settings of the form and fill nothing, but for the address to reply to. */
function draftOf(key: string, value: AnswerValue): Draft {
  if (key === "_replyto") return namedAnswer(key, value, { sort: "email", background: true });
  return key.startsWith("_")
    ? namedAnswer(key, value, { sort: "kept", type: "setting", background: true })
    : namedAnswer(key, value);
}
