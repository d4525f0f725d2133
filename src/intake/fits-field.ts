/** Whether an answer can fill a field: on the owner's word (`isUsable`), or on a guess (`isGuessable`). */
import {
  affiliationOf,
  commitmentOf,
  consentOf,
  inquiryKindOf,
  isOfAnother,
  looksLikeEmail,
  looksLikePhone,
  modeOf,
  organisationKindOf,
  requestLevelOf,
  speaksOfAffiliation,
} from "./answer-meaning.ts";
import { plainWords } from "./clean-text.ts";
import { countryCode } from "./countries.ts";
import type { Answer, AnswerValue, OurField } from "./inquiry.ts";
import { languageCode } from "./languages.ts";

/** An answer before anybody has said what it is for. */
export interface Draft extends Omit<Answer, "mappedTo" | "mappedBy"> {
  /** What the vendor's type says of the value; `line` when it says only that it is text, `kept` when it answers nothing. */
  readonly sort: "email" | "phone" | "consent" | "line" | "text" | "choice" | "file" | "other" | "kept";
  /** Hidden, calculated or paid: nobody typed it, so an answer that somebody did type comes before it. */
  readonly background: boolean;
}

/** Whether the value can fill the field at all. */
export function isUsable(field: OurField, value: AnswerValue): boolean {
  const text = asText(value);
  if (text === "" && field !== "consent") return false;
  switch (field) {
    case "email":
    case "nomineeEmail":
      return looksLikeEmail(text);
    case "phone":
      return looksLikePhone(text);
    case "country":
      return countryCode(text) !== null;
    case "kind":
      return inquiryKindOf(value) !== null;
    case "affiliation":
      return affiliationOf(value) !== "unknown";
    case "consent":
      return consentOf(value) !== null;
    case "organisationKind":
      return organisationKindOf(value) !== null || affiliationOf(value) === "independent";
    case "commitment":
      return commitmentOf(value) !== null;
    case "mode":
      return modeOf(value) !== null;
    case "requestLevel":
      return requestLevelOf(value) !== null;
    case "language":
      return languageCode(text) !== null;
    case "nominator":
    case "nominee":
    case "idea":
    case "concerns":
    case "noteVerbale":
    case "interests":
    case "capacity":
    case "organisation":
    case "message":
    case "name":
    case "givenName":
    case "familyName":
      return typeof value !== "boolean";
  }
}

/** What is asked about somebody else is none of the sender's own data. */
const MAY_BE_OF_ANOTHER: ReadonlySet<OurField> = new Set(["message", "nominator", "nominee", "nomineeEmail"]);

/** Whether a guess may put it there: stricter than a mapping, because nobody has looked. */
export function isGuessable(field: OurField, draft: Draft): boolean {
  if (draft.sort === "file" || draft.sort === "kept" || !isUsable(field, draft.value)) return false;
  if (isOfAnother(plainWords(draft.label)) && !MAY_BE_OF_ANOTHER.has(field)) return false;
  switch (field) {
    case "name":
    case "givenName":
    case "familyName":
      return draft.sort === "line";
    case "organisation":
      return draft.sort === "line" || draft.sort === "choice";
    case "capacity":
    case "interests":
      return draft.sort === "line" || draft.sort === "choice";
    case "message":
    case "idea":
      return !draft.background && (draft.sort === "line" || draft.sort === "text");
    case "concerns":
      return !draft.background && draft.sort !== "other" && draft.sort !== "email" && draft.sort !== "phone";
    case "nominator":
    case "nominee":
    case "noteVerbale":
      return draft.sort === "line";
    case "commitment":
      return draft.sort !== "text" && !draft.background;
    case "consent":
      return !draft.background;
    case "email":
    case "nomineeEmail":
    case "phone":
    case "country":
    case "kind":
    case "affiliation":
    case "organisationKind":
    case "mode":
    case "requestLevel":
    case "language":
      return draft.sort !== "text";
  }
}

/** For labels that told nothing: the only e-mail address there is, the first long text, a choice that is plain enough. */
export function lastResort(
  field: "email" | "message" | "affiliation",
  free: readonly Draft[],
): Draft | undefined {
  switch (field) {
    case "email": {
      const addresses = free.filter((draft) => draft.sort === "line" && isGuessable("email", draft));
      return addresses.length === 1 ? addresses[0] : undefined;
    }
    case "message":
      return free.find((draft) => draft.sort === "text" && isUsable("message", draft.value));
    case "affiliation":
      return free.find((draft) => draft.sort === "choice" && speaksOfAffiliation(draft.value));
  }
}

/** One string, whatever the answer is; a list is joined by commas. */
export function asText(value: AnswerValue): string {
  return Array.isArray(value) ? value.join(", ") : String(value ?? "").trim();
}
