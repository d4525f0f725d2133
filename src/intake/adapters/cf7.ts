/**
 * Contact Form 7 with the plug-in CF7 to Webhook: https://wordpress.org/plugins/cf7-to-zapier/. Names are those of the
 * form's tags (https://contactform7.com/tag-syntax/), which tell the kind of field as long as nobody renamed them.
 */
import type { Adapter } from "../adapter.ts";
import { composeInquiry } from "../compose-inquiry.ts";
import type { AnswerValue } from "../inquiry.ts";
import type { Draft } from "../fits-field.ts";
import { flatten } from "../form-fields.ts";
import { FORM_TYPES, filesAsDrafts, parseForm, unsigned, type FormPayload } from "./form-body.ts";
import { fileNames, isAddress } from "./vendor-values.ts";

/** The form's own: nonces and captchas, and special mail tags such as `_site_title`. */
const OWN = /^(?:_wpcf7|_wpnonce|g-recaptcha-response|h-captcha-response|cf-turnstile-response)/;

const SORTS: readonly (readonly [RegExp, Draft["sort"]])[] = [
  [/^email(?:-\d+)?$/, "email"],
  [/^tel(?:-\d+)?$/, "phone"],
  [/^textarea(?:-\d+)?$/, "text"],
  [/^acceptance(?:-\d+)?$/, "consent"],
  [/^(?:checkbox|radio|menu|select)(?:-\d+)?$/, "choice"],
  [/^file(?:-\d+)?$/, "file"],
];

export const cf7: Adapter<FormPayload> = {
  vendor: "cf7",
  title: "Contact Form 7",
  signs: false,
  mediaTypes: FORM_TYPES,

  verify: unsigned("Contact Form 7"),
  parse: parseForm,
  identify: ({ idempotencyKey }) => ({ deliveryKey: idempotencyKey, submissionKey: null, partial: false }),

  read(payload, mapping) {
    const answers = [...flatten(payload.fields)]
      .filter(([key]) => !OWN.test(key))
      .map(([key, value]) => draftOf(key, value));
    return composeInquiry(
      { answers: [...answers, ...filesAsDrafts(payload)], submittedAt: undefined },
      mapping,
    );
  },
};

function draftOf(key: string, value: AnswerValue): Draft {
  const draft = { key, label: key, background: key.startsWith("_") };
  const sort = areUploads(value) ? "file" : sortOf(key, value);
  return sort === "file"
    ? { ...draft, type: "file", value: namesOf(value), sort }
    : { ...draft, type: sort, value, sort };
}

function sortOf(key: string, value: AnswerValue): Draft["sort"] {
  const [, named] = SORTS.find(([name]) => name.test(key)) ?? [];
  if (named !== undefined) return named;
  if (Array.isArray(value)) return "choice";
  if (typeof value !== "string") return "other";
  return /\n/.test(value) ? "text" : "line";
}

const namesOf = (value: AnswerValue): AnswerValue =>
  typeof value === "string" || Array.isArray(value) ? fileNames(value) : value;

/** The plug-in copies what was uploaded to where anybody can fetch it. We do not. */
function areUploads(value: AnswerValue): boolean {
  const addresses = typeof value === "string" ? [value] : Array.isArray(value) ? value : [];
  return (
    addresses.length > 0 && addresses.every((text) => isAddress(text) && /\/wp-content\/uploads\//.test(text))
  );
}
