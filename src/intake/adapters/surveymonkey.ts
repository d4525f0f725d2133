/** SurveyMonkey: https://api.surveymonkey.com/v3/docs#webhooks. It tells that somebody answered and not what. */
import { z } from "zod";
import { reasonText } from "../../contract/reasons.ts";
import type { Adapter } from "../adapter.ts";
import { composeInquiry } from "../compose-inquiry.ts";
import { flatten } from "../form-fields.ts";
import { namedAnswer } from "../named-answers.ts";
import { signatureHeaders, verifySignature, type SignatureScheme } from "../signature.ts";
import { JSON_TYPES, json, looseText, parseVendorJson, vendorId } from "./vendor-json.ts";
import { textOf } from "./vendor-values.ts";

/** No time is signed, so a replay is caught by the delivery's key. SHA-1 is the vendor's choice; in an HMAC it still holds. */
const SCHEME: SignatureScheme = {
  header: "sm-signature",
  layout: "{signature}",
  digest: "sha1",
  encoding: "base64",
};

const payloadSchema = z.looseObject({
  event_type: z.string().max(100),
  event_id: vendorId,
  event_datetime: looseText,
  object_id: vendorId,
  filter_id: looseText,
  resources: z.record(z.string(), json).nullish().catch(null),
});
type SurveyMonkeyPayload = z.infer<typeof payloadSchema>;

export const surveymonkey: Adapter<SurveyMonkeyPayload> = {
  vendor: "surveymonkey",
  title: "SurveyMonkey",
  signs: true,
  mediaTypes: JSON_TYPES,

  verify: (delivery, secrets) => verifySignature(SCHEME, delivery, secrets),
  sign: (body, secret) => signatureHeaders(SCHEME, body, secret),
  secretFault: (secret) =>
    /^[^&\s]+&[^&\s]+$/.test(secret) ? null : "expected the app's client id, & and its client secret",
  parse: (delivery) => parseVendorJson(delivery, payloadSchema),

  /** Only a response that is complete is for a person to look up; the others are half-way or about something else. */
  identify(payload) {
    const { event_type, event_id, object_id } = payload;
    const isComplete = event_type === "response_completed";
    return {
      deliveryKey: event_id || null,
      submissionKey: object_id || null,
      partial: !isComplete,
      ...(isComplete ? { held: reasonOf(payload) } : {}),
    };
  },

  read(payload, mapping) {
    const answers = [...flatten(payload.resources ?? {})].map(([key, value]) =>
      namedAnswer(key, value, { sort: "other", background: true }),
    );
    return composeInquiry({ answers, submittedAt: payload.event_datetime }, mapping);
  },
};

function reasonOf({ object_id, filter_id, resources }: SurveyMonkeyPayload): string {
  const survey = textOf(resources?.["survey_id"]) || (filter_id ?? "");
  const response = object_id ?? "(no id)";
  return survey === ""
    ? reasonText("hint-only", { response })
    : reasonText("hint-only-of", { response, survey: survey.slice(0, 100) });
}
