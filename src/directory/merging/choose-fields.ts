/** Of which side each field is, and what becomes of it. Pure: the preview and the merge ask the same. */
import type { Choices, MergePlan, PersonField, Taken } from "../../contract/merges.ts";
import { PERSON_FIELDS } from "../../contract/merges.ts";
import type { PersonDetails } from "../../contract/people.ts";

type Value = string | string[] | null;

/** The words of one side: the card's and the sealed ones. */
export interface Words {
  readonly name: string | null;
  readonly email: string | null;
  readonly organisation: string | null;
  readonly alsoKnown: readonly string[];
  readonly details: PersonDetails | null;
}

export type Field = MergePlan["fields"][number];

const NO_DETAILS: PersonDetails = {
  phone: null,
  city: null,
  country: null,
  languages: [],
  level: null,
  note: null,
};
/** As long as the contract lets a note be. */
const NOTE_LENGTH_MAX = 5_000;
const LANGUAGES_MAX = 20;

/** `worksAt`: the organisation of the current affiliation, which the card follows. */
export function chooseFields(
  survivor: Words,
  absorbed: Words,
  choices: Choices,
  worksAt: string | null,
): readonly Field[] {
  const [mine, theirs] = [flat(survivor), flat(absorbed)];
  return PERSON_FIELDS.map((field) => {
    const both = { survivor: mine[field], absorbed: theirs[field] };
    if (field === "organisation" && worksAt !== null)
      return { field, from: "affiliation", ...both, becomes: worksAt };
    const from = choices[field] ?? usual(field, both.survivor, both.absorbed);
    return { field, from, ...both, becomes: taken(from, both.survivor, both.absorbed) };
  });
}

/** What the person is once the fields are as they become. */
export function personFrom(fields: readonly Field[], survivor: Words, absorbed: Words): MergePlan["person"] {
  const of = (field: PersonField): Value => fields.find((one) => one.field === field)?.becomes ?? null;
  const text = (field: PersonField): string | null => of(field) as string | null;
  const card = { name: text("name"), email: text("email"), organisation: text("organisation") };
  const known = [survivor, absorbed].flatMap(({ name, email, alsoKnown }) => [name, email, ...alsoKnown]);
  const details: PersonDetails = {
    phone: text("phone"),
    city: text("city"),
    country: text("country"),
    languages: (of("languages") ?? []) as string[],
    level: text("level") as PersonDetails["level"],
    note: text("note"),
  };
  const hasDetails = survivor.details !== null || absorbed.details !== null;
  return {
    ...card,
    alsoKnown: unique(known.filter((one) => one !== null)).filter(
      (one) => one !== card.name && one !== card.email,
    ),
    details: hasDetails ? details : null,
  };
}

/** Values that are not on the card and in no other place afterwards. */
export const droppedOf = (fields: readonly Field[]): string[] =>
  fields.flatMap(({ field, from, survivor, absorbed, becomes }) => {
    // Names and addresses stay known.
    if (field === "name" || field === "email" || from === "both") return [];
    const lost = from === "absorbed" ? [survivor] : from === "survivor" ? [absorbed] : [survivor, absorbed];
    return lost.some((value) => hasWords(value) && !isSame(value, becomes)) ? [field] : [];
  });

const flat = ({ name, email, organisation, details }: Words): Record<PersonField, Value> => ({
  name,
  email,
  organisation,
  ...(details ?? NO_DETAILS),
});

function usual(field: PersonField, mine: Value, theirs: Value): Taken {
  if ((field === "languages" || field === "note") && hasWords(mine) && hasWords(theirs)) {
    const both = taken("both", mine, theirs);
    return both !== null && both.length <= (field === "note" ? NOTE_LENGTH_MAX : LANGUAGES_MAX)
      ? "both"
      : "survivor";
  }
  return !hasWords(mine) && hasWords(theirs) ? "absorbed" : "survivor";
}

function taken(from: Taken, mine: Value, theirs: Value): Value {
  if (from !== "both") return from === "absorbed" ? theirs : mine;
  if (Array.isArray(mine) && Array.isArray(theirs)) return unique([...mine, ...theirs]);
  const words = unique([mine, theirs].filter((one) => typeof one === "string"));
  return words.length === 0 ? null : words.join("\n\n");
}

const hasWords = (value: Value): boolean => value !== null && value.length > 0;
const isSame = (one: Value, other: Value): boolean => JSON.stringify(one) === JSON.stringify(other);
const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
