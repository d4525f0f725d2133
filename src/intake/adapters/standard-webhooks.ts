/** Anybody who signs as Standard Webhooks say, with a form or any fields in the body: https://www.standardwebhooks.com. */
import { z } from "zod";
import type { Adapter } from "../adapter.ts";
import { composeInquiry } from "../compose-inquiry.ts";
import { namedAnswers } from "../named-answers.ts";
import { isMembers, type JsonMembers } from "../safe-json.ts";
import { standardHeaders, standardId, standardSecretFault, verifyStandard } from "../standard-signature.ts";
import { JSON_TYPES, json, parseVendorJson } from "./vendor-json.ts";
import { textOf } from "./vendor-values.ts";

interface StandardPayload {
  readonly body: JsonMembers;
  readonly webhookId: string | null;
}

export const standardWebhooks: Adapter<StandardPayload> = {
  vendor: "standard-webhooks",
  title: "Any sender of Standard Webhooks",
  signs: true,
  mediaTypes: JSON_TYPES,

  verify: (delivery, secrets) => verifyStandard(delivery, secrets),
  sign: (body, secret, posting) => standardHeaders(body, secret, posting),
  secretFault: (secret) => standardSecretFault(secret, ["v1", "v1a"]),

  parse(delivery) {
    const parsed = parseVendorJson(delivery, z.record(z.string(), json));
    if (parsed.kind === "problem") return parsed;
    return { kind: "payload", payload: { body: parsed.payload, webhookId: standardId(delivery.headers) } };
  },

  identify: ({ webhookId }) => ({ deliveryKey: webhookId, submissionKey: null, partial: false }),

  /** `{ type, timestamp, data }` is recommended and not required. */
  read({ body }, mapping) {
    const { type, timestamp, data } = body;
    const isEnvelope = typeof type === "string" && isMembers(data);
    const answers = namedAnswers(isEnvelope ? data : body);
    return composeInquiry({ answers, submittedAt: textOf(timestamp) }, mapping);
  },
};
