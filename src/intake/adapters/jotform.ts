/** Jotform webhooks: multipart, all answers as JSON in the part `rawRequest`. https://www.jotform.com/help/245-how-to-setup-a-webhook-with-jotform/ */
import { reasonText } from "../../contract/reasons.ts";
import type { Adapter, Parsed, Problem } from "../adapter.ts";
import { composeInquiry } from "../compose-inquiry.ts";
import type { AnswerValue } from "../inquiry.ts";
import type { Draft } from "../fits-field.ts";
import { plainAnswer } from "../plain-answer.ts";
import { isList, isMembers, parseJson, type JsonMembers, type JsonValue } from "../safe-json.ts";
import { FORM_TYPES, parseForm, unsigned } from "./form-body.ts";
import { labelsInPretty } from "./jotform-labels.ts";
import {
  decodeEntities,
  fileNameIn,
  fileNames,
  idOf,
  instantOfEpoch,
  isAddress,
  textOf,
} from "./vendor-values.ts";

interface JotformPayload {
  readonly submissionId: string | null;
  /** `rawRequest`. */
  readonly answers: JsonMembers;
  /** All answers in one line, the only place where the labels are. */
  readonly pretty: string;
}

const QUESTION = /^q(\d+)_(.*)$/s;

/** What the form's own script sends along. */
const BOOKKEEPING = new Set(
  `slug path event_id eventObserver jsExecutionTracker submitSource submitDate buildDate timeToSubmit uploadServerUrl
   file_server temp_upload enterprise_server validatedNewRequiredFieldIDs newCardFormMobile formID simple_spc website
   anum embedUrl JWTContainer preview`.split(/\s+/),
);

export const jotform: Adapter<JotformPayload> = {
  vendor: "jotform",
  title: "Jotform",
  signs: false,
  mediaTypes: FORM_TYPES,

  verify: unsigned("Jotform"),

  parse(delivery): Parsed<JotformPayload> {
    const form = parseForm(delivery);
    if (form.kind === "problem") return form;
    const { fields } = form.payload;
    const answers = answersIn(fields);
    if ("problem" in answers) return { kind: "problem", problem: answers.problem };
    const submissionId = idOf(fields["submissionID"] ?? fields["submissionId"]);
    return { kind: "payload", payload: { ...answers, submissionId, pretty: textOf(fields["pretty"]) } };
  },

  identify: ({ submissionId }) => ({
    deliveryKey: submissionId,
    submissionKey: submissionId,
    partial: false,
  }),

  read({ answers, pretty }, mapping) {
    const labels = labelsInPretty(pretty, questionsIn(answers));
    const files = filesIn(answers, labels);
    const uploaded = new Set(files.map(({ key }) => key));
    const questions = Object.entries(answers)
      .filter(([key, value]) => !(uploaded.has(key) && value === "")) // An upload leaves its own box empty.
      .flatMap(([key, value]) => draftsOf(key, value, labels));
    const submittedAt = instantOfEpoch(answers["submitDate"], "ms");
    return composeInquiry({ answers: [...questions, ...files], submittedAt }, mapping);
  },
};

function answersIn(fields: JsonMembers): { answers: JsonMembers } | { problem: Problem } {
  const raw = fields["rawRequest"];
  if (isMembers(raw)) return { answers: raw };
  if (typeof raw === "string") {
    const json = parseJson(Buffer.from(raw), { depthMax: 20, membersMax: 100_000 });
    if ("problem" in json) {
      return { problem: { ...json.problem, pointer: `/rawRequest${json.problem.pointer ?? ""}` } };
    }
    if (isMembers(json.value)) return { answers: json.value };
  }
  if (raw === undefined && Object.keys(fields).some((key) => QUESTION.test(key))) return { answers: fields };
  const reason = reasonText("jotform-answers");
  return { problem: { kind: "shape", reason, pointer: "/rawRequest" } };
}

const questionsIn = (answers: JsonMembers): [string, JsonValue][] =>
  Object.entries(answers).filter(([key]) => QUESTION.test(key));

function draftsOf(key: string, value: JsonValue, labels: ReadonlyMap<string, string>): Draft[] {
  const [, number, slug] = QUESTION.exec(key) ?? [];
  if (number === undefined || slug === undefined) {
    if (BOOKKEEPING.has(key) || areAddresses(value)) return [];
    const kept = plainAnswer(value);
    return [{ key, label: key, type: "hidden", value: kept, sort: "line", background: true }];
  }
  if (isMembers(value) && isTold(value)) {
    return draftsOf(key, value["answer"] ?? null, new Map([[key, textOf(value["text"])]]));
  }
  const label = labels.get(key) || (slug.endsWith(number) ? slug.slice(0, -number.length) : slug);
  const draft = { key, ref: slug, label: label || key, background: false };
  if (isPlace(value)) {
    return Object.entries(value).map(([part, text]) => {
      const words = ADDRESS[part] ?? part;
      const partOf = {
        ...draft,
        key: `${key}.${part}`,
        ref: `${slug}.${part}`,
        label: `${draft.label}: ${words}`,
      };
      return { ...partOf, type: "address", value: decoded(plainAnswer(text)), sort: "line" as const };
    });
  }
  return [{ ...draft, ...valueOf(value) }];
}

/** As the API tells a question: its text beside its answer. */
const isTold = (value: JsonMembers): boolean => "answer" in value && ("text" in value || "type" in value);

/** The form's author chooses which parts of an address are asked for. */
function isPlace(value: JsonValue): value is JsonMembers {
  if (!isMembers(value)) return false;
  const parts = Object.keys(value);
  return "addr_line1" in value || (parts.length > 0 && parts.every((part) => Object.hasOwn(ADDRESS, part)));
}

const ADDRESS: Readonly<Record<string, string>> = {
  addr_line1: "Street address",
  addr_line2: "Street address, line 2",
  city: "City",
  state: "State or province",
  postal: "Postal code",
  country: "Country",
};

function valueOf(value: JsonValue): Pick<Draft, "type" | "value" | "sort"> {
  if (typeof value === "string" && value.startsWith("data:")) {
    return { type: "signature", value: [fileNameIn(value)], sort: "file" };
  }
  if (typeof value === "string" && /^https?:\/\/\S+\/uploads\/\S+$/.test(value)) {
    return { type: "file", value: [fileNameIn(value)], sort: "file" };
  }
  if (typeof value === "string") {
    const text = decodeEntities(value);
    return { type: "text", value: text, sort: /\n/.test(text) ? "text" : "line" };
  }
  if (isList(value)) return { type: "list", value: value.map(cellsOf), sort: "choice" };
  if (!isMembers(value)) return { type: typeof value, value: plainAnswer(value), sort: "other" };
  return (
    wholeOf("fullname", value, ["prefix", "first", "middle", "last", "suffix"], "line") ??
    wholeOf("phone", value, ["country", "area", "phone", "full", "ext"], "phone") ??
    dateOf(value) ??
    wholeOf("time", value, ["timeInput", "hour", "hourSelect", "min", "minuteSelect", "ampm"], "other") ??
    pickedOf(value) ?? { type: "matrix", value: decoded(plainAnswer(value)), sort: "other" }
  );
}

/** An answer in several boxes, as one line. */
function wholeOf(
  type: string,
  members: JsonMembers,
  parts: readonly string[],
  sort: Draft["sort"],
): Pick<Draft, "type" | "value" | "sort"> | undefined {
  const names = Object.keys(members);
  if (names.length === 0 || !names.every((name) => parts.includes(name))) return undefined;
  const shown = type === "time" && "timeInput" in members ? ["timeInput", "ampm"] : parts;
  const words = shown.map((part) => textOf(members[part]).trim()).filter((text) => text !== "");
  return { type, value: decodeEntities(words.join(" ")), sort };
}

function dateOf(members: JsonMembers): Pick<Draft, "type" | "value" | "sort"> | undefined {
  const [year, month, day] = [members["year"], members["month"], members["day"]].map(textOf);
  if (!/^\d{4}$/.test(year ?? "") || !/^\d{1,2}$/.test(month ?? "") || !/^\d{1,2}$/.test(day ?? ""))
    return undefined;
  const { year: _year, month: _month, day: _day, ...time } = members;
  const at = wholeOf(
    "time",
    time,
    ["timeInput", "hour", "hourSelect", "min", "minuteSelect", "ampm"],
    "other",
  );
  const date = `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`;
  return { type: "date", value: [date, at?.value ?? ""].join(" ").trim(), sort: "other" };
}

/** Boxes that were ticked, the last one with words of one's own. */
function pickedOf(members: JsonMembers): Pick<Draft, "type" | "value" | "sort"> | undefined {
  const names = Object.keys(members);
  if (names.length === 0 || !names.every((name) => /^(?:\d+|other)$/.test(name))) return undefined;
  return { type: "list", value: Object.values(members).map(cellsOf), sort: "choice" };
}

function cellsOf(value: JsonValue): string {
  if (isList(value)) return value.map(cellsOf).join(", ");
  return typeof value === "string" ? decodeEntities(value) : JSON.stringify(value);
}

function decoded(value: AnswerValue): AnswerValue {
  if (typeof value === "string") return decodeEntities(value);
  return Array.isArray(value) ? value.map(decodeEntities) : value;
}

/** Addresses of uploads stand under the bare slug; their question is known from `temp_upload`. */
function filesIn(answers: JsonMembers, labels: ReadonlyMap<string, string>): Draft[] {
  const uploads = isMembers(answers["temp_upload"]) ? Object.entries(answers["temp_upload"]) : [];
  const bySlug = new Map(uploads.map(([key, value]) => [QUESTION.exec(key)?.[2] ?? key, { key, value }]));
  const addresses = Object.entries(answers).filter(
    ([key, value]) => !QUESTION.test(key) && !BOOKKEEPING.has(key) && areAddresses(value),
  );
  const linked = new Set(addresses.map(([slug]) => slug));
  const unlinked = [...bySlug].filter(([slug]) => !linked.has(slug));
  return [
    ...addresses.map(([slug, value]) =>
      fileDraft(bySlug.get(slug)?.key ?? slug, slug, fileNames(value), labels),
    ),
    // `name.pdf#server#id`, while the file is still on its way.
    ...unlinked.map(([slug, { key, value }]) => {
      const names = (isList(value) ? value : [value]).map((name) => textOf(name).split("#", 1)[0] ?? "");
      return fileDraft(key, slug, names, labels);
    }),
  ];
}

function fileDraft(
  key: string,
  slug: string,
  value: AnswerValue,
  labels: ReadonlyMap<string, string>,
): Draft {
  return {
    key,
    ref: slug,
    label: labels.get(key) ?? slug,
    type: "file",
    value,
    sort: "file",
    background: false,
  };
}

function areAddresses(value: JsonValue): boolean {
  return (
    isList(value) && value.length > 0 && value.every((item) => typeof item === "string" && isAddress(item))
  );
}
