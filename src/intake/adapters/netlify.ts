/** Netlify Forms: https://docs.netlify.com/deploy/deploy-notifications/#payload-signature. */
import { z } from "zod";
import type { Adapter } from "../adapter.ts";
import { composeInquiry } from "../compose-inquiry.ts";
import type { Draft } from "../fits-field.ts";
import { flatten } from "../form-fields.ts";
import { jwsHeaders, verifyJws } from "../jws-signature.ts";
import { namedAnswer } from "../named-answers.ts";
import { plainAnswer } from "../plain-answer.ts";
import { JSON_TYPES, json, looseText, parseVendorJson, readEach, vendorId } from "./vendor-json.ts";

/** No time is signed, so a replay is caught by the delivery's key. */
const SCHEME = { header: "x-webhook-signature", issuer: "netlify" };

const submissionSchema = z.looseObject({
  id: vendorId,
  created_at: looseText,
  data: z.record(z.string(), json),
  human_fields: z.record(z.string(), json).nullish().catch(null),
  ordered_human_fields: z.array(json).nullish().catch(null),
});
type Submission = z.infer<typeof submissionSchema>;

const wrapperSchema = z.looseObject({ payload: z.looseObject({}), data: z.undefined().optional() });

/** A function that Netlify calls for an event gets the submission wrapped, and may pass it on like that. */
const payloadSchema = z.preprocess(unwrapped, submissionSchema);

export const netlify: Adapter<Submission> = {
  vendor: "netlify",
  title: "Netlify Forms",
  signs: true,
  mediaTypes: JSON_TYPES,

  verify: (delivery, secrets) => verifyJws(SCHEME, delivery, secrets),
  sign: (body, secret) => jwsHeaders(SCHEME, body, secret),
  parse: (delivery) => parseVendorJson(delivery, payloadSchema),

  identify: ({ id }) => ({ deliveryKey: id || null, submissionKey: id || null, partial: false }),

  read(submission, mapping) {
    const labelled = labelledIn(submission);
    const named = new Set(labelled.map(({ key }) => key));
    const rest = [...flatten(submission.data)].filter(([key]) => !named.has(key));
    const answers = [
      ...labelled,
      ...rest.map(([key, value]) => namedAnswer(key, value, { background: ADDED.has(key) })),
    ];
    return composeInquiry({ answers, submittedAt: submission.created_at }, mapping);
  },
};

/** What Netlify adds to the fields of the form. */
const ADDED: ReadonlySet<string> = new Set(["ip", "user_agent", "referrer"]);

function unwrapped(body: unknown): unknown {
  const wrapped = wrapperSchema.safeParse(body);
  return wrapped.success ? wrapped.data.payload : body;
}

const fieldSchema = z.looseObject({ title: looseText, name: z.string(), value: json.optional() });

/** Title, name and value, in the order of the form. */
function labelledIn({ ordered_human_fields, human_fields, data }: Submission): Draft[] {
  const ordered = readEach(ordered_human_fields ?? [], fieldSchema);
  if (ordered.length > 0 || Object.keys(data).length > 0) {
    return ordered.map(({ name, title, value }) =>
      // The title is the placeholder as often as not: then the name of the field says what was asked.
      namedAnswer(name, plainAnswer(value), { label: title || name, ref: name }),
    );
  }
  return Object.entries(human_fields ?? {}).map(([label, value]) => namedAnswer(label, plainAnswer(value)));
}
