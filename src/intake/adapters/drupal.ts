/**
 * Drupal Webform, handler "Remote post": https://www.drupal.org/docs/contributed-modules/webform/webform-handlers. One
 * name an element, PHP brackets for what has parts; beside them what Drupal knows of the submission.
 */
import type { Adapter } from "../adapter.ts";
import { composeInquiry } from "../compose-inquiry.ts";
import type { AnswerValue } from "../inquiry.ts";
import type { Draft } from "../fits-field.ts";
import { flatten } from "../form-fields.ts";
import { isList, isMembers, type JsonMembers, type JsonValue } from "../safe-json.ts";
import { countryOfNumber } from "./civicrm-countries.ts";
import { FORM_TYPES, filesAsDrafts, parseForm, unsigned, type FormPayload } from "./form-body.ts";
import { fileNames, idOf, instantOfEpoch, keyOf, textOf } from "./vendor-values.ts";

/** Properties of the submission; some forms leave them out. */
const SUBMISSION = new Set(
  `serial sid uuid token uri created completed changed in_draft current_page remote_addr uid langcode webform_id
   entity_type entity_id locked sticky notes webform_revision operation`.split(/\s+/),
);

export const drupal: Adapter<FormPayload> = {
  vendor: "drupal",
  title: "Drupal Webform",
  signs: false,
  mediaTypes: FORM_TYPES,

  verify: unsigned("Drupal Webform"),
  parse: parseForm,

  /** A submission comes once for each thing that happens to it. */
  identify({ fields, idempotencyKey }) {
    const submission = idOf(fields["uuid"]) ?? keyOf(idOf(fields["sid"]), idOf(fields["webform_id"]));
    const happened = idOf(fields["changed"]) ?? idOf(fields["completed"]) ?? idOf(fields["created"]);
    return {
      deliveryKey: idempotencyKey ?? keyOf(submission, idOf(fields["operation"]), happened),
      submissionKey: submission,
      partial: ["1", "true", 1, true].some((yes) => fields["in_draft"] === yes),
    };
  },

  read(payload, mapping) {
    const { fields } = payload;
    // Told without its properties, any of these names is an element's.
    const isTold = fields["uuid"] !== undefined || fields["sid"] !== undefined;
    const uploads = uploadsIn(fields);
    const elements = Object.fromEntries(
      Object.entries(fields).filter(([key]) => !uploads.has(key) && !uploads.has(key.replace(/^_/, ""))),
    );
    const answers = [
      ...[...flatten(elements)].map(([key, value]) => draftOf(key, value, isTold && SUBMISSION.has(key))),
      ...[...uploads].map(([key, file]) => fileDraft(key, file)),
      ...filesAsDrafts(payload),
    ];
    return composeInquiry({ answers, submittedAt: submittedAt(fields) }, mapping);
  },
};

/** `_cv` has name, address and the very bytes of what `cv` has only the number of. The bytes are nobody's answer. */
function uploadsIn(fields: JsonMembers): Map<string, JsonValue> {
  return new Map(
    Object.entries(fields).flatMap(([key, value]): [string, JsonValue][] =>
      key.startsWith("_") && (isList(value) ? value : [value]).some(isUpload) ? [[key.slice(1), value]] : [],
    ),
  );
}

const isUpload = (value: JsonValue): boolean =>
  isMembers(value) && ("data" in value || "mime" in value) && ("name" in value || "uri" in value);

function fileDraft(key: string, file: JsonValue): Draft {
  return { key, label: key, type: "file", value: fileNames(file), sort: "file", background: false };
}

function draftOf(key: string, value: AnswerValue, background: boolean): Draft {
  const isInLaterRow = /\.[1-9]\d*\./.test(key);
  const sort = background || isInLaterRow ? "other" : sortOf(value);
  const ofContact = CIVICRM.exec(key)?.[1];
  return {
    key,
    label: ofContact?.replace(/_id$/, "") ?? key.replace(/\.0(?=\.)/g, ""),
    type: background ? "submission" : "element",
    value: ofContact === "country_id" ? countryOfNumber(value) : value,
    sort,
    background,
  };
}

/** How the module webform_civicrm calls what it asks of the first contact: `civicrm_1_contact_1_contact_first_name`. */
const CIVICRM = /^civicrm_1_contact_1_[a-z\d]+_([a-z_]+)$/;

function sortOf(value: AnswerValue): Draft["sort"] {
  if (Array.isArray(value)) return "choice";
  if (typeof value !== "string") return "other";
  return /\n/.test(value) ? "text" : "line";
}

function submittedAt(fields: JsonMembers): string | undefined {
  const [at] = ["completed", "created", "changed"]
    .map((name) => fields[name])
    .filter((value) => textOf(value) !== "" && textOf(value) !== "0");
  return instantOfEpoch(at, "s") ?? textOf(at);
}
