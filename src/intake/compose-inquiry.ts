import { affiliationOf, consentOf, inquiryKindOf, organisationOf } from "./answer-meaning.ts";
import { cleanLine, cleanText } from "./clean-text.ts";
import { countryCode } from "./countries.ts";
import type { Affiliation, Answer, AnswerValue, Inquiry, InquiryKind, OurField, Person } from "./inquiry.ts";
import { asText, type Draft } from "./fits-field.ts";
import { assignFields, type Assignment, type Mapping } from "./mapping.ts";

/** Lengths in UTF-16 units. What is cut here is whole in the delivery, which is kept. */
const LINE_MAX = 300;
const LABEL_MAX = 500;
const TEXT_MAX = 20_000;
const ITEMS_MAX = 1000;

export interface Submission {
  readonly answers: readonly Draft[];
  /** Questions that were on the form and got no answer, where the vendor tells. */
  readonly unanswered?: readonly Draft[];
  readonly submittedAt: string | undefined;
}

/** The same last step for every vendor: answers and mapping to an inquiry. */
export function composeInquiry(submission: Submission, mapping: Mapping): Inquiry {
  const answers = submission.answers.map(cleanDraft);
  const assigned = assignFields(answers, submission.unanswered ?? [], mapping);
  const organisation = organisationIn(assigned);
  const consent = consentIn(assigned);
  const interests = interestsIn(assigned);

  return {
    person: personIn(assigned, mapping),
    organisation: organisation.name,
    capacity: lineOf(assigned, "capacity"),
    affiliation: organisation.affiliation,
    country: countryCode(lineOf(assigned, "country") ?? ""),
    interests,
    kind: kindIn(assigned, interests),
    message: messageIn(assigned),
    submittedAt: instantOf(submission.submittedAt),
    ...(consent === null ? {} : { consent }),
    answers: withFields(answers, assigned),
  };
}

function personIn(assigned: Assignment, mapping: Mapping): Person {
  const named = (assigned.get("name") ?? []).map((draft) => asText(draft.value)).join(" ");
  const name = named === "" ? null : cleanLine(named, LINE_MAX);
  const given = lineOf(assigned, "givenName");
  const family = lineOf(assigned, "familyName");
  const parts = mapping.name === undefined ? completeName(name, given, family) : { name, given, family };

  return {
    name: parts.name ?? ([parts.given, parts.family].filter((part) => part !== null).join(" ") || null),
    ...(parts.given === null ? {} : { givenName: parts.given }),
    ...(parts.family === null ? {} : { familyName: parts.family }),
    email: lineOf(assigned, "email"),
    phone: lineOf(assigned, "phone"),
  };
}

/** "Nom" beside "Prénom" is the family name, "Nombre" beside "Apellidos" the given one: one word, two meanings. */
function completeName(name: string | null, given: string | null, family: string | null) {
  if (name === null || (given === null) === (family === null)) return { name, given, family };
  const known = given ?? family ?? "";
  if (name.toLowerCase().includes(known.toLowerCase())) return { name, given, family };
  return given === null
    ? { name: `${name} ${known}`, given: name, family }
    : { name: `${known} ${name}`, given, family: name };
}

function organisationIn(assigned: Assignment): { name: string | null; affiliation: Affiliation } {
  const written = lineOf(assigned, "organisation");
  const meant = written === null ? "none" : organisationOf(written);
  const name = meant === "organisation" ? written : null;
  const said = [valueOf(assigned, "affiliation"), valueOf(assigned, "capacity")].map(affiliationOf);

  if (said[0] !== "unknown" && said[0] !== undefined) return { name, affiliation: said[0] };
  if (meant !== "none") return { name, affiliation: meant };
  return { name, affiliation: said[1] === "independent" ? "independent" : "unknown" };
}

/** Somebody who chose a working group and no kind wants to take part. */
function kindIn(assigned: Assignment, interests: readonly string[]): InquiryKind {
  return inquiryKindOf(valueOf(assigned, "kind")) ?? (interests.length > 0 ? "participate" : "other");
}

function interestsIn(assigned: Assignment): string[] {
  const named = (assigned.get("interests") ?? []).flatMap(({ value, sort }) => {
    if (Array.isArray(value)) return value;
    return sort === "line" ? asText(value).split(/[;,\n|]+/) : [asText(value)]; // A choice may have a comma in it.
  });
  const lines = named.map((interest) => cleanLine(interest, LINE_MAX)).filter((interest) => interest !== "");
  return [...new Set(lines)].slice(0, ITEMS_MAX);
}

function messageIn(assigned: Assignment): string | null {
  const parts = (assigned.get("message") ?? []).map((draft) => asText(draft.value));
  return cleanText([...new Set(parts)].join("\n\n"), TEXT_MAX) || null; // Some forms send each answer twice.
}

function consentIn(assigned: Assignment): boolean | null {
  const [answer] = assigned.get("consent") ?? [];
  return answer === undefined ? null : consentOf(answer.value);
}

function lineOf(assigned: Assignment, field: OurField): string | null {
  return cleanLine(asText(valueOf(assigned, field)), LINE_MAX) || null;
}

function valueOf(assigned: Assignment, field: OurField): AnswerValue {
  return assigned.get(field)?.[0]?.value ?? null;
}

/** A time without an offset is taken as UTC; what is no time at all is null. */
function instantOf(text: string | undefined): string | null {
  if (text === undefined || !/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d|$)/.test(text)) return null;
  const isZoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text.slice("2000-01-01".length));
  const instant = new Date(isZoned || text.length === "2000-01-01".length ? text : `${text}Z`);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}

function cleanDraft(draft: Draft): Draft {
  return {
    ...draft,
    key: cleanLine(draft.key, LABEL_MAX),
    label: cleanLine(draft.label, LABEL_MAX),
    type: cleanLine(draft.type, LINE_MAX),
    value: cleanValue(draft.value),
  };
}

function cleanValue(value: AnswerValue): AnswerValue {
  if (typeof value === "string") return cleanText(value, TEXT_MAX);
  return Array.isArray(value) ? value.slice(0, ITEMS_MAX).map((item) => cleanText(item, TEXT_MAX)) : value;
}

function withFields(answers: readonly Draft[], assigned: Assignment): Answer[] {
  const fieldOf = new Map(
    [...assigned].flatMap(([field, drafts]) => drafts.map((draft) => [draft, field] as const)),
  );
  return answers.map((draft) => ({
    key: draft.key,
    ...(draft.ref === undefined ? {} : { ref: draft.ref }),
    label: draft.label,
    type: draft.type,
    value: draft.value,
    mappedTo: fieldOf.get(draft) ?? null,
  }));
}
