/** What every form becomes, whatever sold it: one person's inquiry, with all their answers beside it. */
export interface Inquiry {
  readonly person: Person;
  /** Null for somebody who writes as an individual, and when nothing was said. */
  readonly organisation: string | null;
  /** In what position they write: "Head of marine underwriting". */
  readonly capacity: string | null;
  readonly affiliation: Affiliation;
  /** ISO 3166-1 alpha-2. Null when not said or not recognised; the words then stand in `answers`. */
  readonly country: string | null;
  readonly interests: readonly string[];
  /** What kind of organisation they write for (S-018). Absent when not said or not recognised, as are all that follow. */
  readonly organisationKind?: OrganisationKind;
  /** How much they mean to give (S-021). */
  readonly commitment?: Commitment;
  readonly mode?: Mode;
  /** Who proposed them, in their words; never shown to anybody proposed (S-007). */
  readonly nominator?: string;
  /** Whom they propose. */
  readonly nominee?: string;
  readonly nomineeEmail?: string;
  readonly idea?: string;
  /** What worries or concerns them, in their own words, one for each answer (S-022). */
  readonly concerns?: readonly string[];
  /** A Member State's or authority's request for assistance (S-025). */
  readonly formalRequest?: FormalRequest;
  /** In which language they want to work, ISO 639-1. */
  readonly language?: string;
  readonly kind: InquiryKind;
  readonly message: string | null;
  /** The vendor's word for when it was sent, ISO 8601 with `Z`. */
  readonly submittedAt: string | null;
  /** Absent when nothing was asked. */
  readonly consent?: boolean;
  /** Which text of ours was agreed to; absent for forms of others, whose text we do not keep. */
  readonly consentTo?: { readonly version: number; readonly language: string };
  /** Every answer in the order of the form, mapped or not. */
  readonly answers: readonly Answer[];
}

export interface Person {
  readonly name: string | null;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly email: string | null;
  readonly phone: string | null;
}

export type Affiliation = "organisation" | "independent" | "unknown";
export type InquiryKind =
  | "participate"
  | "question"
  | "idea"
  | "formal_request"
  | "meeting_proposal"
  | "nomination"
  | "other";
export type OrganisationKind = "business" | "trade_association" | "ngo" | "government" | "academia";
export type Commitment = "hours" | "meetings" | "written";
export type Mode = "remote" | "in_person" | "either";
export type RequestLevel = "national" | "local";

export interface FormalRequest {
  /** The number of the note verbale, as written. */
  readonly noteVerbale: string | null;
  readonly level: RequestLevel | null;
}

/** One answer, close to how the vendor sent it. */
export interface Answer {
  /** The vendor's own id of the question. */
  readonly key: string;
  /** A name the form's author chose for the question, where the vendor has such a thing. */
  readonly ref?: string;
  readonly label: string;
  /** The vendor's word for the kind of question, such as `email` or `INPUT_EMAIL`. */
  readonly type: string;
  readonly value: AnswerValue;
  /** The field of ours that the answer went to; null when it is only kept. */
  readonly mappedTo: OurField | null;
  /** What said so; absent when it is only kept. */
  readonly mappedBy?: MappedBy;
}
/** The source's mapping; the vendor's type; the name its author gave the question; its label; or what the answer looks like. */
export type MappedBy = "mapping" | "type" | "ref" | "label" | "value";

export type AnswerValue = string | number | boolean | readonly string[] | null;

export const OUR_FIELDS = [
  "name",
  "givenName",
  "familyName",
  "email",
  "phone",
  "organisation",
  "capacity",
  "affiliation",
  "country",
  "interests",
  "kind",
  "message",
  "consent",
  "organisationKind",
  "commitment",
  "mode",
  "nominator",
  "nominee",
  "nomineeEmail",
  "idea",
  "concerns",
  "noteVerbale",
  "requestLevel",
  "language",
] as const;
export type OurField = (typeof OUR_FIELDS)[number];
