/** Of which side each field of an organisation is, and what becomes of it. Pure: the preview and the merge ask the same. */
import type { Taken } from "../../contract/merges.ts";
import type {
  OrganisationChoices,
  OrganisationField,
  OrganisationMergePlan,
} from "../../contract/organisation-merges.ts";
import { ORGANISATION_FIELDS } from "../../contract/organisation-merges.ts";
import type { Level } from "../../contract/organisations.ts";

/** What one side is called and filed under, by the programme that asks. */
export interface Words {
  readonly name: string;
  readonly shortName: string | null;
  readonly otherNames: readonly string[];
  readonly kind: string;
  readonly level: Level;
  readonly country: string | null;
  readonly parents: readonly string[];
  readonly sectors: readonly string[];
}
type Field = OrganisationMergePlan["fields"][number];

export interface Chosen {
  readonly fields: readonly Field[];
  readonly words: Words;
  /** Fields of which a value is in no place afterwards. */
  readonly dropped: readonly string[];
}

/** `ids`: of the two, which are not part of themselves. */
export function chooseFields(
  survivor: Words,
  absorbed: Words,
  choices: OrganisationChoices,
  ids: readonly string[],
): Chosen {
  const from = (field: Exclude<OrganisationField, "otherNames">): Taken =>
    choices[field] ?? usual(field, survivor, absorbed);
  const one = <Key extends "name" | "shortName" | "kind" | "level" | "country">(key: Key): Words[Key] =>
    from(key) === "absorbed" ? absorbed[key] : survivor[key];
  const list = (key: "parents" | "sectors"): string[] =>
    unique([
      ...(from(key) === "absorbed" ? [] : survivor[key]),
      ...(from(key) === "survivor" ? [] : absorbed[key]),
    ]);
  const called = { name: one("name"), shortName: one("shortName") };
  const names = [survivor, absorbed].flatMap(({ name, shortName, otherNames }) => [
    name,
    shortName,
    ...otherNames,
  ]);
  const words: Words = {
    ...called,
    otherNames: unique(names.filter((name) => name !== null)).filter(
      (name) => name !== called.name && name !== called.shortName,
    ),
    kind: one("kind"),
    level: one("level"),
    country: one("country"),
    parents: list("parents").filter((id) => !ids.includes(id)),
    sectors: list("sectors"),
  };
  const fields = ORGANISATION_FIELDS.map((field): Field => {
    const taken = field === "otherNames" ? "both" : from(field);
    const [mine, theirs, becomes] = [survivor, absorbed, words].map((side) => side[field]);
    return {
      field,
      from: taken,
      survivor: copy(mine),
      absorbed: copy(theirs),
      becomes: copy(becomes),
    };
  });
  return { fields, words, dropped: droppedOf(fields, ids) };
}

function usual(field: OrganisationField, survivor: Words, absorbed: Words): Taken {
  if (field === "parents" || field === "sectors") return "both";
  return field === "shortName" && survivor.shortName === null && absorbed.shortName !== null
    ? "absorbed"
    : "survivor";
}

/** Names stay known as other names. */
const droppedOf = (fields: readonly Field[], ids: readonly string[]): string[] =>
  fields.flatMap(({ field, survivor, absorbed, becomes }) => {
    if (field === "name" || field === "shortName" || field === "otherNames") return [];
    const kept = listOf(becomes);
    const lost = [...listOf(survivor), ...listOf(absorbed)].filter(
      (value) => !kept.includes(value) && !ids.includes(value),
    );
    return lost.length > 0 ? [field] : [];
  });

const listOf = (value: Field["becomes"]): readonly string[] =>
  Array.isArray(value) ? value : value === null ? [] : [value];
const copy = (value: string | readonly string[] | null | undefined): Field["becomes"] =>
  typeof value === "string" ? value : value == null ? null : [...value];
const unique = (values: readonly string[]): string[] => [...new Set(values)];
