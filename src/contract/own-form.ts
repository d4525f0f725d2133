/** What our own form hands to intake: one submission, complete and in our own words (S-018, S-020 to S-022, S-025, S-027). */
import { z } from "zod";

export const OWN_KINDS = ["participate", "question", "idea", "formal_request", "meeting_proposal"] as const;
export const COMMITMENTS = ["hours", "meetings", "written", "undecided"] as const;
export const PRESENCES = ["remote", "in_person", "either"] as const;
export const AUTHORITY_LEVELS = ["national", "local"] as const;
/** What makes a message look like spam. */
export const SIGNALS = [
  "honeypot",
  "too_fast",
  "page_forged",
  "work_forged",
  "work_reused",
  "work_expired",
  "page_too_old",
  "page_missing",
  "work_missing",
  "disposable_address",
  "some_links",
  "many_links",
  "repeated_text",
  "often_repeated_text",
] as const;
export type Signal = (typeof SIGNALS)[number];

/** Lengths in UTF-16 units. */
export const OWN_LINE_MAX = 200;
export const OWN_TEXT_MAX = 10_000;

const line = z.string().max(OWN_LINE_MAX);
const text = z.string().max(OWN_TEXT_MAX);

export const ownSubmission = z.strictObject({
  /** Hex SHA-256 of the page it was written on and of what was written: a double click sends it twice. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  /** In which language the form was read. */
  language: z.string().max(35),
  name: line,
  email: z.string().max(254),
  behalf: z.enum(["self", "organisation"]),
  organisation: line.nullable(),
  /** A code of the programme's list of kinds. */
  organisationKind: line.nullable(),
  country: z.string().length(2).nullable(),
  /** Codes of the programme's lists. */
  interests: z.array(line).max(100),
  groups: z.array(z.strictObject({ id: z.uuid(), name: line })).max(100),
  kind: z.enum(OWN_KINDS),
  noteNumber: line.nullable(),
  noteLevel: z.enum(AUTHORITY_LEVELS).nullable(),
  meetingPlace: line.nullable(),
  commitment: z.enum(COMMITMENTS).nullable(),
  presence: z.enum(PRESENCES).nullable(),
  message: text.nullable(),
  concerns: text.nullable(),
  /** The version that was shown beside the box that was ticked. */
  consent: z.strictObject({ version: z.number().int().positive(), language: z.string().max(35) }),
});
export type OwnSubmission = z.output<typeof ownSubmission>;
