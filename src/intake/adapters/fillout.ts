/** Fillout: https://www.fillout.com/help/webhook. A submission alone is read as well: some wrap it, some do not. */
import { z } from "zod";
import type { Adapter, Parsed } from "../adapter.ts";
import { composeInquiry } from "../compose-inquiry.ts";
import type { Draft } from "../fits-field.ts";
import { plainAnswer } from "../plain-answer.ts";
import { isMembers, type JsonValue } from "../safe-json.ts";
import { unsigned } from "./form-body.ts";
import { JSON_TYPES, json, looseText, parseVendorJson, readEach, vendorId } from "./vendor-json.ts";
import { fileNames, keyOf } from "./vendor-values.ts";

const list = z.array(json).nullish().catch(null);

const submissionSchema = z.looseObject({
  submissionId: vendorId,
  submissionTime: looseText,
  lastUpdatedAt: looseText,
  questions: z.array(json),
  calculations: list,
  urlParameters: list,
  scheduling: list,
  payments: list,
  documents: list,
  quiz: json.optional(),
  login: json.optional(),
});
type Submission = z.infer<typeof submissionSchema>;
const wrappedSchema = z.looseObject({ submission: submissionSchema });

export const fillout: Adapter<Submission> = {
  vendor: "fillout",
  title: "Fillout",
  signs: false,
  mediaTypes: JSON_TYPES,

  verify: unsigned("Fillout"),

  parse(delivery): Parsed<Submission> {
    const wrapped = parseVendorJson(delivery, wrappedSchema);
    if (wrapped.kind === "payload") return { kind: "payload", payload: wrapped.payload.submission };
    if (wrapped.problem.kind !== "shape") return wrapped;
    const bare = parseVendorJson(delivery, submissionSchema);
    return bare.kind === "payload" ? bare : wrapped;
  },

  /** An edited submission comes again, under its id and another time. */
  identify: ({ submissionId, lastUpdatedAt }) => ({
    deliveryKey: keyOf(submissionId || null, lastUpdatedAt?.slice(0, 100) ?? null),
    submissionKey: submissionId || null,
    partial: false,
  }),

  read(submission, mapping) {
    const answers = [
      ...submission.questions.flatMap(questionDrafts),
      ...backgroundDrafts("urlParameters", submission.urlParameters),
      ...backgroundDrafts("calculations", submission.calculations),
      ...backgroundDrafts("scheduling", submission.scheduling),
      ...backgroundDrafts("payments", submission.payments),
      ...backgroundDrafts("documents", submission.documents),
      ...loneDrafts({ quiz: submission.quiz, login: submission.login }),
    ];
    return composeInquiry({ answers, submittedAt: submission.submissionTime }, mapping);
  },
};

const entrySchema = z.looseObject({
  id: looseText,
  name: looseText,
  type: looseText,
  value: json.optional(),
});

function questionDrafts(question: JsonValue, index: number): Draft[] {
  const [entry] = readEach([question], entrySchema);
  const key = entry?.id || `questions/${index}`;
  const { name, type = "unknown", value } = entry ?? { name: undefined, value: question };
  const draft = { key, label: name || key, type, background: false };
  if (FILES.has(type)) return [{ ...draft, value: fileNames(value), sort: "file" }];
  if (type === "Address" && isMembers(value)) {
    return Object.entries(value).map(([part, text]) => {
      const label = `${draft.label}: ${part.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ").toLowerCase()}`;
      return { ...draft, key: `${key}.${part}`, label, value: plainAnswer(text), sort: "line" };
    });
  }
  return [{ ...draft, value: plainAnswer(value), sort: sortOf(type, value) }];
}

const FILES = new Set(["FileUpload", "Signature", "AudioRecording", "VideoRecording"]);

function sortOf(type: string, value: JsonValue | undefined): Draft["sort"] {
  if (type === "EmailInput" || type === "Email") return "email";
  if (type === "PhoneNumber") return "phone";
  if (type === "LongAnswer") return "text";
  if (/^(?:Dropdown|MultipleChoice|Checkboxes|MultiSelect|Ranking|ImagePicker|RecordPicker)$/.test(type)) {
    return "choice";
  }
  return typeof value === "string" ? "line" : "other";
}

/** Nobody typed these as an answer, but a booking may carry the only address there is. */
function backgroundDrafts(type: string, entries: readonly JsonValue[] | null | undefined): Draft[] {
  return readEach(entries ?? [], entrySchema).flatMap(({ id, name, value }, index) => {
    const key = id || `${type}/${index}`;
    const draft = { key, label: name || key, type, background: true };
    if (!isMembers(value)) return [{ ...draft, value: plainAnswer(value), sort: "line" as const }];
    return Object.entries(value).map(([part, text]) => ({
      ...draft,
      key: `${key}.${part}`,
      label: part,
      value: plainAnswer(text),
      sort: "line" as const,
    }));
  });
}

function loneDrafts(members: Readonly<Record<string, JsonValue | undefined>>): Draft[] {
  return Object.entries(members).flatMap(([type, value]) =>
    value === undefined || value === null ? [] : backgroundDrafts(type, [{ id: type, name: type, value }]),
  );
}
