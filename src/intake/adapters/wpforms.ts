/** WPForms with its Webhooks add-on: https://wpforms.com/docs/how-to-install-and-use-the-webhooks-addon-with-wpforms. */
import { reasonText } from "../../contract/reasons.ts";
import type { Adapter, RawDelivery, Verdict } from "../adapter.ts";
import { composeInquiry } from "../compose-inquiry.ts";
import type { Draft } from "../fits-field.ts";
import { readMediaType } from "../media-type.ts";
import { namedAnswer } from "../named-answers.ts";
import { plainAnswer } from "../plain-answer.ts";
import { isList, isMembers, type JsonValue } from "../safe-json.ts";
import { signatureHeaders, verifySignature, type SignatureScheme } from "../signature.ts";
import { FORM_TYPES, filesAsDrafts, parseForm, type FormPayload } from "./form-body.ts";
import { JSON_TYPES } from "./vendor-json.ts";
import { fileNames, isAddress, textOf } from "./vendor-values.ts";

/** `v`, where others have `v1`. */
const SCHEME: SignatureScheme = {
  header: "x-wpforms-webhook-signature",
  layout: "t={time},v={signature}",
  digest: "sha256",
  encoding: "hex",
  time: { unit: "s" },
  signed: ({ body }, time) => [`${time}.`, body],
};

export const wpforms: Adapter<FormPayload> = {
  vendor: "wpforms",
  title: "WPForms",
  signs: true,
  mediaTypes: FORM_TYPES,

  verify: (delivery, secrets) => explained(verifySignature(SCHEME, delivery, secrets), delivery),
  sign: (body, secret, posting) => signatureHeaders(SCHEME, body, secret, posting),
  parse: parseForm,

  /** Nothing names a delivery unless the form's owner sends the entry's id along. */
  identify({ fields }) {
    const entry = ENTRY_NAMES.map((name) => JSON.stringify(fields[name])).find((id) => ENTRY_ID.test(id));
    const key = entry === undefined ? null : `entry:${entry.replaceAll('"', "")}`;
    return { deliveryKey: key, submissionKey: key, partial: false };
  },

  read(payload, mapping) {
    const answers = Object.entries(payload.fields).map(([name, value]) => draftOf(name, value));
    return composeInquiry(
      { answers: [...answers, ...filesAsDrafts(payload)], submittedAt: undefined },
      mapping,
    );
  },
};

const ENTRY_NAMES = ["entry_id", "entryId", "entry-id", "entry"];
const ENTRY_ID = /^"?\d{1,20}"?$/;

/** Its form format is signed over other bytes than are sent, so it never fits. */
function explained(verdict: Verdict, { contentType }: RawDelivery): Verdict {
  if (verdict.kind !== "rejected" || typeof readMediaType(contentType, JSON_TYPES) === "string")
    return verdict;
  return { ...verdict, reason: reasonText("wpforms-json", { reason: verdict.reason }) };
}

/** Several choices are joined by `||`, a date is `{ value, unix }`, files are a list of addresses that nobody fetches. */
function draftOf(name: string, value: JsonValue): Draft {
  if (typeof value === "string" && value.includes("||")) {
    return namedAnswer(
      name,
      value.split("||").map((choice) => choice.trim()),
    );
  }
  if (isMembers(value) && "value" in value)
    return namedAnswer(name, plainAnswer(value["value"]), { type: "date" });
  const isFiles = isList(value) && value.length > 0 && value.every((item) => isAddress(textOf(item)));
  return isFiles || UPLOAD.test(textOf(value))
    ? namedAnswer(name, fileNames(value), { sort: "file", type: "file" })
    : namedAnswer(name, plainAnswer(value));
}

/** Where WordPress puts what is uploaded; any other address may be an answer. */
const UPLOAD = /^https?:\/\/\S+\/wp-content\/uploads\/\S+$/;
