/** Which answer goes to which of our fields: what the source's owner said, then the vendor's type, then the label. */
import { z } from "zod";
import { isGuessable, isUsable, lastResort, type Draft } from "./fits-field.ts";
import { asksFarForName, guessFields } from "./guess-field.ts";
import { OUR_FIELDS, type MappedBy, type OurField } from "./inquiry.ts";
import { labelsWithoutSharedWord } from "./shared-word.ts";

/** Questions for one field. */
export const SOURCES_MAX = 20;
const source = z.string().trim().min(1).max(500);

/**
 * For each of our fields the questions that fill it, by ref, key or label. Several questions for `interests`, `concerns`
 * and `message` are put together, for `name` joined by a space; for the other fields the first one answered counts.
 */
export const mappingSchema = z.partialRecord(
  z.enum(OUR_FIELDS),
  z.union([source, z.array(source).min(1).max(SOURCES_MAX)]),
);
export interface Mapping extends Readonly<z.infer<typeof mappingSchema>> {
  /** In which order the programme's languages are tried for labels: the programme's word, no part of what is stored. */
  readonly languages?: readonly string[];
}

interface Assigned {
  readonly draft: Draft;
  readonly by: MappedBy;
}
export type Assignment = ReadonlyMap<OurField, readonly Assigned[]>;

/** A form with more questions than this is none, and guessing what each label asks for would keep a worker busy for a minute. */
const GUESSED_MAX = 500;

/**
 * Share out the answers. A question that is mapped and was asked settles its field even when it was left empty
 * (`unanswered`): guessing another one would put words into somebody's mouth. Beyond the first 500 nothing is guessed.
 */
export function assignFields(
  answers: readonly Draft[],
  unanswered: readonly Draft[],
  mapping: Mapping,
): Assignment {
  const ordered = [...answers.filter((a) => !a.background), ...answers.filter((a) => a.background)];
  const shares = new Shares();
  const spokenFor = assignMapped(shares, ordered, unanswered, mapping);
  const rest = ordered.slice(0, GUESSED_MAX).filter((draft) => !spokenFor.has(draft));
  assignByType(shares, rest);
  assignByRef(shares, rest);
  assignByLabel(shares, rest, mapping.languages ?? []);
  assignWithoutSharedWord(shares, rest, mapping.languages ?? []);
  assignLastResorts(shares, rest);
  return shares.assigned;
}

/** What has been given out so far. */
class Shares {
  readonly assigned = new Map<OurField, Assigned[]>();
  readonly taken = new Set<Draft>();
  readonly settled = new Set<OurField>();

  give(field: OurField, draft: Draft, by: MappedBy): void {
    this.assigned.set(field, [...(this.assigned.get(field) ?? []), { draft, by }]);
    this.taken.add(draft);
  }

  wants(field: OurField): boolean {
    return !this.settled.has(field) && (!this.assigned.has(field) || TAKES_SEVERAL.has(field));
  }
}

/** Returns the answers that the mapping names: not to be guessed elsewhere, even when they do not fit. */
function assignMapped(
  shares: Shares,
  answers: readonly Draft[],
  unanswered: readonly Draft[],
  mapping: Mapping,
): Set<Draft> {
  const spokenFor = new Set<Draft>();
  const find = finderIn([...answers, ...unanswered]);
  for (const field of OUR_FIELDS) {
    for (const wanted of sourcesOf(mapping, field)) {
      const asked = find(wanted);
      if (asked.length > 0) shares.settled.add(field);
      for (const draft of asked) spokenFor.add(draft);
      const draft = asked.find((each) => !shares.taken.has(each) && isUsable(field, each.value));
      if (draft !== undefined && (!shares.assigned.has(field) || JOINS.has(field)))
        shares.give(field, draft, "mapping");
    }
  }
  return spokenFor;
}

function assignByType(shares: Shares, answers: readonly Draft[]): void {
  for (const draft of answers) {
    const field = FIELD_OF_SORT[draft.sort];
    if (field !== undefined && shares.wants(field) && isGuessable(field, draft))
      shares.give(field, draft, "type");
  }
}

/** A name that the form's author chose and that says just one thing; one with digits was made by a machine. */
function assignByRef(shares: Shares, answers: readonly Draft[]): void {
  for (const draft of answers) {
    if (shares.taken.has(draft) || draft.ref === undefined || draft.background || /\d/.test(draft.ref))
      continue;
    const [field, ...others] = guessFields(draft.ref);
    if (field === undefined || others.length > 0) continue;
    if (shares.wants(field) && isGuessable(field, draft)) shares.give(field, draft, "ref");
  }
}

function assignByLabel(shares: Shares, answers: readonly Draft[], languages: readonly string[]): void {
  for (const draft of answers) {
    if (shares.taken.has(draft)) continue;
    const wanted = (guess: OurField) => shares.wants(guess) && isGuessable(guess, draft);
    const byLabel = guessFields(draft.label, languages);
    const field = byLabel.find(wanted);
    if (field !== undefined) shares.give(field, draft, "label");
    else if (byLabel.length === 0) assignByUnclearRef(shares, draft, wanted);
  }
  const named = answers.find(
    (draft) => !shares.taken.has(draft) && asksFarForName(draft.label) && isGuessable("name", draft),
  );
  if (named !== undefined && shares.wants("name")) shares.give("name", named, "label");
}

function assignWithoutSharedWord(
  shares: Shares,
  answers: readonly Draft[],
  languages: readonly string[],
): void {
  for (const [draft, label] of labelsWithoutSharedWord(answers)) {
    if (shares.taken.has(draft)) continue;
    const field = guessFields(label, languages).find(
      (guess) => shares.wants(guess) && isGuessable(guess, draft),
    );
    if (field !== undefined) shares.give(field, draft, "label");
  }
}

function assignLastResorts(shares: Shares, answers: readonly Draft[]): void {
  for (const field of ["email", "message", "affiliation"] as const) {
    if (shares.settled.has(field) || shares.assigned.has(field)) continue;
    const left = answers.filter((draft) => !shares.taken.has(draft));
    const draft = lastResort(field, left);
    if (draft !== undefined) shares.give(field, draft, "value");
  }
}

const FIELD_OF_SORT: Readonly<Partial<Record<Draft["sort"], OurField>>> = {
  email: "email",
  phone: "phone",
  consent: "consent",
};
/** Fields that gather all the answers that look right, not just the first. */
const TAKES_SEVERAL: ReadonlySet<OurField> = new Set(["interests", "message", "concerns"]);
const JOINS: ReadonlySet<OurField> = new Set(["interests", "message", "concerns", "name"]);

function sourcesOf(mapping: Mapping, field: OurField): readonly string[] {
  const sources = mapping[field] ?? [];
  return typeof sources === "string" ? [sources] : sources;
}

/** By ref, else by key, else by label; letter case and white space do not count. Each name is folded once. */
export function finderIn<Named extends Names>(
  drafts: readonly Named[],
): (wanted: string) => readonly Named[] {
  const indexes: Map<string, Named[]>[] = [];
  return (wanted) => {
    if (indexes.length === 0)
      for (const part of ["ref", "key", "label"] as const) indexes.push(byName(drafts, part));
    const name = fold(wanted);
    return indexes.find((index) => index.has(name))?.get(name) ?? [];
  };
}

type Names = Pick<Draft, "ref" | "key" | "label">;

function byName<Named extends Names>(drafts: readonly Named[], part: keyof Names): Map<string, Named[]> {
  const index = new Map<string, Named[]>();
  for (const draft of drafts) {
    const name = fold(draft[part] ?? "");
    const same = index.get(name);
    if (same === undefined) index.set(name, [draft]);
    else same.push(draft);
  }
  return index;
}

/** Names of questions come again and again: with each delivery of a source, and each row of a list. */
const folded = new Map<string, string>();
const FOLDED_MAX = 2_000;

function fold(text: string): string {
  const known = folded.get(text);
  if (known !== undefined) return known;
  const name = text.normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase();
  if (folded.size >= FOLDED_MAX) folded.clear();
  folded.set(text, name);
  return name;
}

/** Under a label that tells nothing, a name that may mean several things means the first of them that fits. */
function assignByUnclearRef(shares: Shares, draft: Draft, wanted: (guess: OurField) => boolean): void {
  if (draft.ref === undefined || /\d/.test(draft.ref)) return;
  const field = guessFields(draft.ref).find(wanted);
  if (field !== undefined) shares.give(field, draft, "ref");
}
