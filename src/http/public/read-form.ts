/** What somebody typed into the form: kept as it is for showing it again, and checked. Errors are messages by field. */
import { looksLikeEmail } from "../../intake/answer-meaning.ts";
import { cleanLine, cleanText } from "../../intake/clean-text.ts";
import {
  AUTHORITY_LEVELS,
  COMMITMENTS,
  OWN_KINDS,
  OWN_LINE_MAX,
  OWN_TEXT_MAX,
  PRESENCES,
} from "../../contract/own-form.ts";
import type { OwnSubmission } from "../../contract/own-form.ts";
import { canonicalJson, sha256 } from "../../lib/canonical.ts";
import type { FormOptions, Option } from "./form-options.ts";
import type { MessageKey } from "./messages/en.ts";

/** The names of the form's fields, in its order. */
const FIELDS = [
  "name",
  "email",
  "behalf",
  "organisation",
  "organisationKind",
  "country",
  "kind",
  "noteNumber",
  "noteLevel",
  "meetingPlace",
  "interests",
  "groups",
  "message",
  "concerns",
  "commitment",
  "presence",
  "consent",
] as const;
type Field = (typeof FIELDS)[number];

/** As typed; a name that was not sent is an empty list. */
export type Typed = (field: string) => readonly string[];

export interface FormError {
  readonly field: Field;
  readonly message: MessageKey;
  readonly values?: Readonly<Record<string, string>>;
}

export type ReadForm =
  | { readonly kind: "complete"; readonly submission: OwnSubmission }
  | { readonly kind: "errors"; readonly errors: readonly FormError[] };

/** What a parsed body of a form says of each field. */
export function typedIn(body: unknown): Typed {
  const fields = (body ?? {}) as Readonly<Record<string, unknown>>;
  return (name) => {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === "string");
  };
}

export const oneOf = (typed: Typed, field: string): string => typed(field)[0] ?? "";

/** `page` is what the submission was written on: with what was written it tells a double click from a second message. */
export function readForm(
  typed: Typed,
  options: FormOptions,
  { language, page }: { readonly language: string; readonly page: string },
): ReadForm {
  const errors: FormError[] = [];
  const fail = (field: Field, message: MessageKey, values?: Readonly<Record<string, string>>): null => {
    errors.push({ field, message, ...(values === undefined ? {} : { values }) });
    return null;
  };
  const line = (field: Field): string => {
    const text = cleanLine(oneOf(typed, field), OWN_LINE_MAX * 10);
    if (text.length > OWN_LINE_MAX) fail(field, "tooLong", { max: String(OWN_LINE_MAX) });
    return text.slice(0, OWN_LINE_MAX);
  };
  const text = (field: Field): string => {
    const all = cleanText(oneOf(typed, field), OWN_TEXT_MAX * 10);
    if (all.length > OWN_TEXT_MAX) fail(field, "tooLong", { max: String(OWN_TEXT_MAX) });
    return all.slice(0, OWN_TEXT_MAX);
  };
  const choice = <Value extends string>(field: Field, among: readonly Value[]): Value | null => {
    const value = oneOf(typed, field);
    if (value === "") return null;
    return among.find((one) => one === value) ?? fail(field, "wrongChoice");
  };
  const choices = <Offered extends Option>(field: Field, among: readonly Offered[]): Offered[] => {
    const wanted = new Set(typed(field).filter((value) => value !== ""));
    const found = among.filter(({ value }) => wanted.has(value));
    if (found.length !== wanted.size) fail(field, "wrongChoice");
    return found;
  };
  const valuesOf = (offered: readonly Option[]): string[] => offered.map(({ value }) => value);
  const has = (field: Field): boolean => errors.some((error) => error.field === field);

  const name = line("name") || fail("name", "missingName");
  const email = cleanLine(oneOf(typed, "email"), 1_000);
  if (email === "") fail("email", "missingEmail");
  else if (!looksLikeEmail(email)) fail("email", "wrongEmail");
  const behalf = choice("behalf", ["self", "organisation"]);
  if (behalf === null && !has("behalf")) fail("behalf", "missingBehalf");
  const isForOrganisation = behalf === "organisation";
  const organisation = line("organisation");
  if (isForOrganisation && organisation === "") fail("organisation", "missingOrganisation");
  const organisationKind = choice("organisationKind", valuesOf(options.organisationKinds));
  const country = choice("country", valuesOf(options.countries));
  const kind = choice("kind", OWN_KINDS);
  if (kind === null && !has("kind")) fail("kind", "missingKind");
  if (kind === "participate" && country === null && !has("country")) fail("country", "missingCountry");
  const isFormal = kind === "formal_request";
  const noteNumber = line("noteNumber");
  const noteLevel = choice("noteLevel", AUTHORITY_LEVELS);
  if (isFormal && noteLevel === null && !has("noteLevel")) fail("noteLevel", "missingNoteLevel");
  const isMeeting = kind === "meeting_proposal";
  const meetingPlace = line("meetingPlace");
  if (isMeeting && meetingPlace === "") fail("meetingPlace", "missingMeetingPlace");
  const interests = choices("interests", options.interests);
  const groups = choices("groups", options.groups);
  const message = text("message");
  const concerns = text("concerns");
  if (message === "" && kind !== null && kind !== "participate") fail("message", "missingMessage");
  const commitment = choice("commitment", COMMITMENTS);
  const presence = choice("presence", PRESENCES);
  const { consent } = options;
  // Beside another site's form may have stood another text.
  const agreedTo = Number.parseInt(oneOf(typed, "consentVersion"), 10);
  if (oneOf(typed, "consent") !== "yes") fail("consent", "missingConsent");
  else if (agreedTo !== consent?.version) fail("consent", "changedConsent");

  if (errors.length > 0 || name === null || behalf === null || kind === null || consent === undefined)
    return { kind: "errors", errors: inOrder(errors) };
  const words = {
    language,
    name,
    email,
    behalf,
    // What belongs to another answer was not meant, be it still there.
    organisation: isForOrganisation ? organisation : null,
    organisationKind: isForOrganisation ? organisationKind : null,
    country,
    kind,
    noteNumber: isFormal ? noteNumber || null : null,
    noteLevel: isFormal ? noteLevel : null,
    meetingPlace: isMeeting ? meetingPlace : null,
    interests: valuesOf(interests),
    groups: groups.map(({ value, name: groupName }) => ({
      id: value,
      name: groupName.slice(0, OWN_LINE_MAX),
    })),
    message: message || null,
    concerns: concerns || null,
    commitment,
    presence,
    consent: { version: consent.version, language },
  };
  return { kind: "complete", submission: { key: sha256(`${page}\n${canonicalJson(words)}`), ...words } };
}

/** One error a field, in the order of the form. */
const inOrder = (errors: readonly FormError[]): FormError[] =>
  FIELDS.flatMap((field) => errors.find((error) => error.field === field) ?? []);
