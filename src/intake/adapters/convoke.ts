/** Our own form. What it asks is ours, so nothing is guessed and no mapping is needed. */
import type { z } from "zod";
import { ownSubmission } from "../../contract/own-form.ts";
import type { OwnSubmission } from "../../contract/own-form.ts";
import type { Adapter } from "../adapter.ts";
import { cleanLine, cleanText } from "../clean-text.ts";
import type { Answer, AnswerValue, OurField } from "../inquiry.ts";
import { parseVendorJson } from "./vendor-json.ts";

const LINE_MAX = 300;
const TEXT_MAX = 20_000;

export const convoke: Adapter<OwnSubmission> = {
  vendor: "convoke",
  title: "The programme's own form",
  signs: false,
  isOwn: true,
  mediaTypes: ["application/json"],

  verify: () => ({ kind: "unsigned", reason: "Our own form comes from our own pages only" }),
  parse: (delivery) => parseVendorJson(delivery, ownSubmission as z.ZodType<OwnSubmission>),
  identify: ({ key }) => ({ deliveryKey: key, submissionKey: null, partial: false }),

  read(submission) {
    const { name, email, behalf, country, kind, message, consent } = submission;
    return {
      person: { name: cleanLine(name, LINE_MAX) || null, email: cleanLine(email, LINE_MAX), phone: null },
      organisation:
        behalf === "organisation" ? cleanLine(submission.organisation ?? "", LINE_MAX) || null : null,
      capacity: null,
      affiliation: behalf === "organisation" ? "organisation" : "independent",
      country,
      interests: [...submission.interests, ...submission.groups.map((group) => group.name)],
      kind,
      message: message === null ? null : cleanText(message, TEXT_MAX) || null,
      submittedAt: null,
      consent: true,
      consentTo: consent,
      answers: answersOf(submission),
    };
  },
};

/** In the order of the form. */
const QUESTIONS: readonly (readonly [keyof OwnSubmission, string, string, OurField | null])[] = [
  ["name", "Name", "line", "name"],
  ["email", "E-mail address", "email", "email"],
  ["behalf", "For whom they write", "choice", "affiliation"],
  ["organisation", "Organisation", "line", "organisation"],
  ["organisationKind", "Kind of organisation", "choice", null],
  ["country", "Country", "choice", "country"],
  ["kind", "What they want to do", "choice", "kind"],
  ["noteNumber", "Number of the note verbale", "line", null],
  ["noteLevel", "Level of the authority", "choice", null],
  ["meetingPlace", "Where and when to meet", "line", null],
  ["interests", "Areas of interest", "choices", "interests"],
  ["groups", "Working groups", "choices", "interests"],
  ["message", "Message", "text", "message"],
  ["concerns", "Concerns and interests", "text", null],
  ["commitment", "Commitment", "choice", null],
  ["presence", "Remote or in person", "choice", null],
  ["language", "Language of the form", "hidden", null],
];

function answersOf(submission: OwnSubmission): Answer[] {
  return QUESTIONS.flatMap(([key, label, type, mappedTo]): Answer[] => {
    const value = valueOf(submission, key);
    const isEmpty = value === null || value === "" || (Array.isArray(value) && value.length === 0);
    return isEmpty ? [] : [{ key, ref: key, label, type, value, mappedTo }];
  });
}

function valueOf(submission: OwnSubmission, key: keyof OwnSubmission): AnswerValue {
  if (key === "groups") return submission.groups.map(({ name }) => name);
  if (key === "consent") return submission.consent.version;
  const value = submission[key];
  return typeof value === "string" ? cleanText(value, TEXT_MAX) : value;
}
