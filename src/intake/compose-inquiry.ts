import {
  affiliationOf,
  commitmentOf,
  consentOf,
  inquiryKindOf,
  modeOf,
  organisationKindOf,
  organisationOf,
  requestLevelOf,
} from "./answer-meaning.ts";
import { cleanLine, cleanText } from "./clean-text.ts";
import { countryCode } from "./countries.ts";
import type {
  Affiliation,
  Answer,
  AnswerValue,
  FormalRequest,
  Inquiry,
  InquiryKind,
  OrganisationKind,
  OurField,
  Person,
} from "./inquiry.ts";
import { asText, type Draft } from "./fits-field.ts";
import { languageCode } from "./languages.ts";
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
  const request = requestIn(assigned);

  return {
    person: personIn(assigned, mapping),
    organisation: organisation.name,
    capacity: lineOf(assigned, "capacity"),
    affiliation: organisation.affiliation,
    country: countryCode(lineOf(assigned, "country") ?? ""),
    interests,
    ...given({
      organisationKind: organisation.kind,
      commitment: commitmentOf(valueOf(assigned, "commitment")),
      mode: modeOf(valueOf(assigned, "mode")),
      nominator: lineOf(assigned, "nominator"),
      nominee: lineOf(assigned, "nominee"),
      nomineeEmail: lineOf(assigned, "nomineeEmail"),
      idea: cleanText(asText(valueOf(assigned, "idea")), TEXT_MAX) || null,
      concerns: concernsIn(assigned),
      formalRequest: request,
      language: languageCode(lineOf(assigned, "language") ?? ""),
    }),
    kind: kindIn(assigned, interests, request),
    message: messageIn(assigned),
    submittedAt: instantOf(submission.submittedAt),
    ...(consent === null ? {} : { consent }),
    answers: withFields(answers, assigned),
  };
}

function personIn(assigned: Assignment, mapping: Mapping): Person {
  const named = (assigned.get("name") ?? []).map(({ draft }) => asText(draft.value)).join(" ");
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

interface WrittenFor {
  readonly name: string | null;
  readonly affiliation: Affiliation;
  readonly kind: OrganisationKind | null;
}

/** For themselves or for an organisation, and of which kind (S-018): some forms ask both in one question. */
function organisationIn(assigned: Assignment): WrittenFor {
  const written = lineOf(assigned, "organisation");
  const meant = written === null ? "none" : organisationOf(written);
  const name = meant === "organisation" ? written : null;
  const said = affiliationOf(valueOf(assigned, "affiliation"));
  const kind =
    organisationKindOf(valueOf(assigned, "organisationKind")) ??
    (said === "independent" ? null : organisationKindOf(valueOf(assigned, "affiliation")));
  const affiliation = affiliationIn(assigned, { said, meant, kind });
  return { name, affiliation, kind: affiliation === "independent" ? null : kind };
}

/** The clearest word first: the question itself, the kind "individual", what stands for the organisation, its kind, the capacity. */
function affiliationIn(
  assigned: Assignment,
  {
    said,
    meant,
    kind,
  }: { said: Affiliation; meant: ReturnType<typeof organisationOf>; kind: OrganisationKind | null },
): Affiliation {
  if (said !== "unknown") return said;
  if (kind === null && affiliationOf(valueOf(assigned, "organisationKind")) === "independent")
    return "independent";
  if (meant !== "none") return meant;
  if (kind !== null) return "organisation";
  return affiliationOf(valueOf(assigned, "capacity")) === "independent" ? "independent" : "unknown";
}

function requestIn(assigned: Assignment): FormalRequest | null {
  const noteVerbale = lineOf(assigned, "noteVerbale");
  const level = requestLevelOf(valueOf(assigned, "requestLevel"));
  const isFormal = inquiryKindOf(valueOf(assigned, "kind")) === "formal_request";
  return noteVerbale === null && !isFormal ? null : { noteVerbale, level };
}

function concernsIn(assigned: Assignment): string[] | null {
  const said = (assigned.get("concerns") ?? []).flatMap(({ draft: { value } }) =>
    Array.isArray(value) ? value : [asText(value)],
  );
  const texts = said.map((text) => cleanText(text, TEXT_MAX)).filter((text) => text !== "");
  return texts.length === 0 ? null : [...new Set(texts)].slice(0, ITEMS_MAX);
}

type Given<Fields> = { readonly [Name in keyof Fields]?: NonNullable<Fields[Name]> };

/** What was not said is left out. */
function given<Fields extends Readonly<Record<string, unknown>>>(fields: Fields): Given<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Given<Fields>;
}

/** Somebody who chose a working group and no kind wants to take part; who only left an idea came for that. */
function kindIn(
  assigned: Assignment,
  interests: readonly string[],
  request: FormalRequest | null,
): InquiryKind {
  const said = inquiryKindOf(valueOf(assigned, "kind"));
  if (said !== null) return said;
  if (request !== null) return "formal_request";
  if (assigned.has("nominee") || assigned.has("nomineeEmail")) return "nomination";
  if (interests.length > 0) return "participate";
  return assigned.has("idea") ? "idea" : "other";
}

function interestsIn(assigned: Assignment): string[] {
  const named = (assigned.get("interests") ?? []).flatMap(({ draft: { value, sort } }) => {
    if (Array.isArray(value)) return value;
    return sort === "line" ? asText(value).split(/[;,\n|]+/) : [asText(value)]; // A choice may have a comma in it.
  });
  const lines = named.map((interest) => cleanLine(interest, LINE_MAX)).filter((interest) => interest !== "");
  return [...new Set(lines)].slice(0, ITEMS_MAX);
}

function messageIn(assigned: Assignment): string | null {
  const parts = (assigned.get("message") ?? []).map(({ draft }) => asText(draft.value));
  return cleanText([...new Set(parts)].join("\n\n"), TEXT_MAX) || null; // Some forms send each answer twice.
}

function consentIn(assigned: Assignment): boolean | null {
  const [answer] = assigned.get("consent") ?? [];
  return answer === undefined ? null : consentOf(answer.draft.value);
}

function lineOf(assigned: Assignment, field: OurField): string | null {
  return cleanLine(asText(valueOf(assigned, field)), LINE_MAX) || null;
}

function valueOf(assigned: Assignment, field: OurField): AnswerValue {
  return assigned.get(field)?.[0]?.draft.value ?? null;
}

/** ISO 8601, or seconds or milliseconds since 1970. A time without an offset is taken as UTC; what is no time at all is null. */
function instantOf(said: string | undefined): string | null {
  const text = said?.trim().replace(/ ?(?:UTC|GMT)$/, "Z") ?? "";
  if (/^\d{10}(?:\d{3})?$/.test(text)) {
    return new Date(Number(text.padEnd("1700000000000".length, "0"))).toISOString();
  }
  if (!/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d|$)/.test(text)) return null;
  const isZoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text.slice("2000-01-01".length));
  const instant = new Date(isZoned || text.length === "2000-01-01".length ? text : `${text}Z`);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}

function cleanDraft(draft: Draft): Draft {
  return {
    ...draft,
    key: cleanLine(draft.key, LABEL_MAX),
    ...(draft.ref === undefined ? {} : { ref: cleanLine(draft.ref, LABEL_MAX) }),
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
  const placeOf = new Map(
    [...assigned].flatMap(([field, ones]) => ones.map(({ draft, by }) => [draft, { field, by }] as const)),
  );
  return answers.map((draft) => {
    const place = placeOf.get(draft);
    return {
      key: draft.key,
      ...(draft.ref === undefined ? {} : { ref: draft.ref }),
      label: draft.label,
      type: draft.type,
      value: draft.value,
      mappedTo: place?.field ?? null,
      ...(place === undefined ? {} : { mappedBy: place.by }),
    };
  });
}
