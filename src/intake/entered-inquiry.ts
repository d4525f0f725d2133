/** What somebody of the staff enters about another person, as the inquiry that a form would have made of it. */
import { composeInquiry } from "./compose-inquiry.ts";
import type { Draft } from "./fits-field.ts";
import type { Inquiry, OurField } from "./inquiry.ts";
import { OUR_FIELDS } from "./inquiry.ts";
import type { Mapping } from "./mapping.ts";

/** Words by our own fields' names. What is undefined, null or empty was not said. */
export type EnteredFields = Readonly<
  Partial<Record<OurField, string | readonly string[] | null | undefined>>
>;

export function enteredInquiry(fields: EnteredFields): Inquiry {
  const said = OUR_FIELDS.flatMap((field): Draft[] => {
    const value = fields[field];
    if (value === undefined || value === null || value.length === 0) return [];
    const type = "entered";
    return [{ key: field, ref: field, label: field, type, value, sort: "other", background: false }];
  });
  return composeInquiry({ answers: said, submittedAt: undefined }, OWN_NAMES);
}

const OWN_NAMES = Object.fromEntries(OUR_FIELDS.map((field) => [field, field])) as Mapping;
