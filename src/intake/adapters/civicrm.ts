/**
 * CiviCRM: a profile put into a page as HTML posts straight to us (https://docs.civicrm.org/user/en/latest/organising-your-data/profiles/).
 * Where it wants the visitor sent afterwards (`postURL`) is anybody's word, so nobody is ever sent anywhere.
 */
import type { Adapter } from "../adapter.ts";
import { composeInquiry } from "../compose-inquiry.ts";
import type { AnswerValue } from "../inquiry.ts";
import type { Draft } from "../fits-field.ts";
import { flatten } from "../form-fields.ts";
import { isMembers, type JsonValue } from "../safe-json.ts";
import { countryOfNumber } from "./civicrm-countries.ts";
import { FORM_TYPES, filesAsDrafts, parseForm, unsigned, type FormPayload } from "./form-body.ts";

/** The form's own controls. */
const CONTROL =
  /^(?:_qf_.*|qfKey|entryURL|postURL|cancelURL|MAX_FILE_SIZE|captcha|g-recaptcha-response|hidden_custom.*|gid|reset|action|snippet|civicrm_dummy_field)$/;

export const civicrm: Adapter<FormPayload> = {
  vendor: "civicrm",
  title: "CiviCRM profile",
  signs: false,
  mediaTypes: FORM_TYPES,

  verify: unsigned("A CiviCRM profile"),
  parse: parseForm,
  identify: ({ idempotencyKey }) => ({ deliveryKey: idempotencyKey, submissionKey: null, partial: false }),

  read(payload, mapping) {
    const answers = [
      ...Object.entries(payload.fields)
        .filter(([key]) => !CONTROL.test(key))
        .flatMap(([key, value]) => draftsOf(key, value)),
      ...filesAsDrafts(payload),
    ];
    return composeInquiry({ answers, submittedAt: undefined }, mapping);
  },
};

/** `group[25]=1`: the numbers of what was ticked. */
function draftsOf(key: string, value: JsonValue): Draft[] {
  const isTicked =
    isMembers(value) && Object.entries(value).every(([id, tick]) => /^\d+$/.test(id) && isTick(tick));
  if (!isTicked) return [...flatten({ [key]: value })].map(([name, answer]) => draftOf(name, answer));
  const ticked = Object.keys(value).filter((id) => value[id] === "1");
  return [
    {
      key,
      label: key.replaceAll("_", " "),
      type: "ticked",
      value: ticked,
      sort: "choice",
      background: false,
    },
  ];
}

const isTick = (value: JsonValue): boolean => value === "1" || value === "0" || value === "";

/**
 * `email-Primary`, `phone-Primary-1`: the place and the kind of it stand behind the name. In what FormBuilder sends, the
 * record and the join stand before it: `Individual1.0.joins.Email.0.email`.
 */
function draftOf(key: string, value: AnswerValue): Draft {
  const name = BUILT.exec(key)?.[1] ?? key;
  const [, field = name] = /^([a-z_]+)-(?:Primary|\d+)(?:-\d+)?$/.exec(name) ?? [];
  const isCountry = field === "country" || field === "country_id";
  return {
    key,
    ref: field,
    label: field.replaceAll("_", " ").replace(/ id$/, ""),
    type: "field",
    value: isCountry ? countryOfNumber(value) : value,
    sort: sortOf(field, value),
    background: false,
  };
}

const BUILT = /^(?:values\.)?[A-Za-z]+\d*\.0\.(?:fields|joins\.\w+\.0)\.([a-z_]+)$/;

function sortOf(field: string, value: AnswerValue): Draft["sort"] {
  if (field === "email") return "email";
  if (field === "phone") return "phone";
  if (field === "note" || (typeof value === "string" && /\n/.test(value))) return "text";
  if (Array.isArray(value)) return "choice";
  return typeof value === "string" ? "line" : "other";
}
