/**
 * Gravity Forms, Webhooks add-on: https://docs.gravityforms.com/webhooks/. "All fields" sends the entry as it is stored
 * (https://docs.gravityforms.com/entry-object/): ids and no labels, `1.3` for the third box of field 1. "Select fields"
 * sends whatever names the form's owner chose.
 */
import type { Adapter } from "../adapter.ts";
import { composeInquiry } from "../compose-inquiry.ts";
import { countryCode } from "../countries.ts";
import type { Draft } from "../fits-field.ts";
import { flatten } from "../form-fields.ts";
import { plainAnswer } from "../plain-answer.ts";
import { isList, type JsonMembers, type JsonValue } from "../safe-json.ts";
import { FORM_TYPES, filesAsDrafts, parseForm, unsigned, type FormPayload } from "./form-body.ts";
import { fileNames, idOf, isAddress, keyOf, structureInText, textOf } from "./vendor-values.ts";

/** What an entry has beside its answers. */
const ENTRY = new Set(
  `id form_id post_id date_created date_updated is_starred is_read ip source_url source_id user_agent currency
   payment_status payment_date payment_amount payment_method transaction_id is_fulfilled created_by transaction_type
   status submission_speeds`.split(/\s+/),
);
const FIELD = /^(\d+)(?:\.(\d+))?$/;

export const gravityforms: Adapter<FormPayload> = {
  vendor: "gravityforms",
  title: "Gravity Forms",
  signs: false,
  mediaTypes: FORM_TYPES,

  verify: unsigned("Gravity Forms"),
  parse: parseForm,

  identify({ fields, idempotencyKey }) {
    const entry = keyOf(idOf(fields["id"]), idOf(fields["form_id"]));
    const isEntry = fields["form_id"] !== undefined;
    return {
      deliveryKey: isEntry ? entry : idempotencyKey,
      submissionKey: isEntry ? entry : null,
      partial: false,
    };
  },

  read(payload, mapping) {
    const { fields } = payload;
    const isEntry = Object.keys(fields).some((key) => FIELD.test(key));
    const named = Object.fromEntries(Object.entries(fields).filter(([key]) => !FIELD.test(key)));
    const answers = [
      ...groupsIn(fields).flatMap(draftsOfGroup),
      ...[...flatten(named)].map(([key, value]): Draft => {
        const background = isEntry || (ENTRY.has(key) && fields["form_id"] !== undefined);
        const sort = Array.isArray(value)
          ? "choice"
          : typeof value === "string" && !background
            ? "line"
            : "other";
        return { key, label: key, type: background ? "entry" : "field", value, sort, background };
      }),
      ...filesAsDrafts(payload),
    ];
    return composeInquiry({ answers, submittedAt: textOf(fields["date_created"]) }, mapping);
  },
};

/** One field of the form: its only box under "", or its boxes by number. */
interface Group {
  readonly id: string;
  readonly boxes: ReadonlyMap<string, JsonValue>;
}

function groupsIn(fields: JsonMembers): Group[] {
  const groups = new Map<string, Map<string, JsonValue>>();
  for (const [key, value] of Object.entries(fields)) {
    const [, id, box = ""] = FIELD.exec(key) ?? [];
    if (id === undefined) continue;
    const boxes = groups.get(id) ?? new Map<string, JsonValue>();
    boxes.set(box, value);
    groups.set(id, boxes);
  }
  return [...groups].map(([id, boxes]) => ({ id, boxes })).toSorted((a, b) => Number(a.id) - Number(b.id));
}

const NAME_BOXES: Readonly<Record<string, string>> = {
  "2": "Prefix",
  "3": "First name",
  "4": "Middle name",
  "6": "Last name",
  "8": "Suffix",
};
const ADDRESS_BOXES: Readonly<Record<string, string>> = {
  "1": "Street address",
  "2": "Address line 2",
  "3": "City",
  "4": "State or province",
  "5": "Postal code",
  "6": "Country",
};

function draftsOfGroup({ id, boxes }: Group): Draft[] {
  const whole = boxes.get("");
  if (whole === undefined) return draftsOfBoxes(id, boxes);
  const numbered = new Map([...boxes].filter(([number]) => number !== ""));
  if (numbered.size === 0) return [plainDraft(id, whole)];
  // Some add-ons store the whole beside its boxes, and leave it empty as often as not.
  const drafts = draftsOfBoxes(id, numbered);
  return textOf(whole) === "" ? drafts : [...drafts, plainDraft(id, whole)];
}

/** The numbers of its boxes tell a name, an address and a consent from boxes to tick. */
function draftsOfBoxes(id: string, boxes: Group["boxes"]): Draft[] {
  const numbers = [...boxes.keys()];
  const only = (labels: Readonly<Record<string, string>>): boolean =>
    numbers.every((number) => Object.hasOwn(labels, number));
  if (only(NAME_BOXES) && (boxes.has("3") || boxes.has("6"))) return boxDrafts(id, boxes, "name", NAME_BOXES);
  if (only(ADDRESS_BOXES) && countryCode(textOf(boxes.get("6"))) !== null) {
    return boxDrafts(id, boxes, "address", ADDRESS_BOXES);
  }
  const [ticked, words, revision] = ["1", "2", "3"].map((number) => textOf(boxes.get(number)));
  if (numbers.length === 3 && ticked === "1" && words !== "" && /^\d+$/.test(revision ?? "")) {
    const label = words ?? id;
    return [
      { key: id, ref: `${id}.1`, label, type: "consent", value: true, sort: "consent", background: false },
    ];
  }
  const values = [...boxes.values()].map(textOf).filter((text) => text !== "");
  return [{ key: id, label: id, type: "list", value: values, sort: "choice", background: false }];
}

function boxDrafts(
  id: string,
  boxes: Group["boxes"],
  type: string,
  labels: Readonly<Record<string, string>>,
): Draft[] {
  return [...boxes].map(([number, value]) => ({
    key: `${id}.${number}`,
    label: labels[number] ?? number,
    type,
    value: plainAnswer(value),
    sort: "line",
    background: false,
  }));
}

function plainDraft(key: string, value: JsonValue): Draft {
  const draft = { key, label: key, background: false };
  const structure = structureInText(value) ?? (isList(value) ? value : undefined) ?? phpList(textOf(value));
  if (isList(structure)) {
    const areFiles = structure.length > 0 && structure.every((item) => isAddress(textOf(item)));
    return areFiles
      ? { ...draft, type: "file", value: fileNames(structure), sort: "file" }
      : { ...draft, type: "list", value: plainAnswer(structure), sort: "choice" };
  }
  if (isUpload(textOf(value))) return { ...draft, type: "file", value: fileNames(value), sort: "file" };
  const text = typeof value === "string" ? value : "";
  const sort = /\n/.test(text) ? "text" : typeof value === "string" ? "line" : "other";
  return { ...draft, type: "text", value: plainAnswer(structure ?? value), sort };
}

const isUpload = (text: string): boolean =>
  /^https?:\/\/\S+\/(?:gravity_forms\/|index\.php\?gf-download=)\S+$/.test(text);

/** A list field is stored as PHP serialises it: the texts in it, with the names of the columns left out. */
function phpList(text: string): string[] | undefined {
  if (!/^a:\d+:\{/.test(text)) return undefined;
  const bytes = Buffer.from(text);
  const texts: string[] = [];
  const token = /(i:\d+;)?s:(\d+):"/y;
  let at = text.indexOf("{") + 1;
  let isRow = false;
  while (at < bytes.length) {
    // A row of columns is a list in the list; its keys are texts as well.
    const ahead = bytes.toString("latin1", at, at + 40);
    const row = /^i:\d+;a:\d+:\{/.exec(ahead);
    if (row !== null) {
      isRow = true;
      at += row[0].length;
      continue;
    }
    if (ahead.startsWith("}")) {
      isRow = false;
      at += 1;
      continue;
    }
    token.lastIndex = 0;
    const found = token.exec(ahead);
    if (found === null) return undefined;
    let start = at + found[0].length;
    let length = Number(found[2]);
    if (isRow) {
      const value = /^";s:(\d+):"/.exec(bytes.toString("latin1", start + length, start + length + 40));
      if (value === null) return undefined;
      start += length + value[0].length;
      length = Number(value[1]);
    }
    texts.push(bytes.toString("utf8", start, start + length));
    at = start + length + 2;
  }
  return texts;
}
