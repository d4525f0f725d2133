/** Any form that can post JSON or a form encoding: a page of one's own, a CMS plug-in, a script. */
import type { Adapter, Identity } from "../adapter.ts";
import { composeInquiry } from "../compose-inquiry.ts";
import { namedAnswers } from "../named-answers.ts";
import { FORM_TYPES, filesAsDrafts, parseForm, unsigned, type FormPayload } from "./form-body.ts";

export const form: Adapter<FormPayload> = {
  vendor: "form",
  title: "Any web form",
  signs: false,
  mediaTypes: FORM_TYPES,

  verify: unsigned("A plain form"),
  parse: parseForm,

  /** The sender's key names the delivery; nothing in a plain form names the submission. */
  identify({ idempotencyKey }): Identity {
    return { deliveryKey: idempotencyKey, submissionKey: null, partial: false };
  },

  read(payload, mapping) {
    const answers = [...namedAnswers(payload.fields), ...filesAsDrafts(payload)];
    return composeInquiry({ answers, submittedAt: undefined }, mapping);
  },
};
