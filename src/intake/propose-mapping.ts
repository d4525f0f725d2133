/** From what a source has delivered to the mapping that says explicitly what is guessed. Pure. */
import { looksLikeEmail, looksLikePhone } from "./answer-meaning.ts";
import type { Answer, AnswerValue, Inquiry, MappedBy, OurField } from "./inquiry.ts";
import type { Mapping } from "./mapping.ts";
import { finderIn, SOURCES_MAX } from "./mapping.ts";

interface Question {
  readonly key: string;
  readonly ref?: string;
  readonly label: string;
  readonly type: string;
  readonly field: OurField | null;
  readonly by: MappedBy | null;
  /** The newest answer. */
  readonly value: AnswerValue;
}

export interface Proposal {
  readonly questions: readonly Question[];
  readonly mapping: Mapping;
}

/** `inquiries` as they are read now, the newest first; `mapping` is the source's own, of which nothing is lost. */
export function proposeMapping(inquiries: readonly Inquiry[], mapping: Mapping): Proposal {
  const questions = questionsOf(inquiries);
  return { questions, mapping: explicit(questions, mapping) };
}

/** Each question once: as the newest delivery has it that answers it, after those of newer ones. */
function questionsOf(inquiries: readonly Inquiry[]): Question[] {
  const known = new Map<string, Question>();
  for (const inquiry of inquiries) {
    const times = new Map<string, number>();
    for (const answer of inquiry.answers) {
      const name = JSON.stringify([answer.key, answer.label]);
      const nth = (times.get(name) ?? 0) + 1;
      times.set(name, nth);
      const field = fieldOf(answer, inquiry);
      const before = known.get(`${name} ${nth}`);
      if (before === undefined) {
        const { key, ref, label, type, value, mappedBy } = answer;
        const named = ref === undefined ? { key } : { key, ref };
        known.set(`${name} ${nth}`, { ...named, label, type, field, by: mappedBy ?? null, value });
      } else if (before.field === null && field !== null && !isFilled(known, field)) {
        known.set(`${name} ${nth}`, { ...before, field, by: answer.mappedBy ?? null });
      }
    }
  }
  return [...known.values()];
}

/** By a newer delivery: two questions for one field are then a form that has changed, or a guess that did not fit. */
const isFilled = (known: ReadonlyMap<string, Question>, field: OurField): boolean =>
  [...known.values()].some((question) => question.field === field);

/** "Nom" beside "Prénom" is guessed to be the name and completed; said explicitly, it is the family name. */
function fieldOf({ mappedTo, mappedBy }: Answer, { person, answers }: Inquiry): OurField | null {
  if (mappedTo !== "name" || mappedBy === "mapping") return mappedTo;
  const has = (field: OurField): boolean => answers.some((one) => one.mappedTo === field);
  if (has("givenName") && !has("familyName") && person.familyName !== undefined) return "familyName";
  if (has("familyName") && !has("givenName") && person.givenName !== undefined) return "givenName";
  return mappedTo;
}

/** In the order in which guessing goes about it, since the pieces of a message are joined in that order. */
const RULES: readonly (MappedBy | null)[] = ["mapping", "type", "ref", "label", "value"];

function explicit(questions: readonly Question[], mapping: Mapping): Mapping {
  const find = finderIn(questions);
  const said = new Map<OurField, string[]>();
  for (const [field, names] of Object.entries(mapping) as [OurField, string | string[]][]) {
    said.set(field, typeof names === "string" ? [names] : [...names]);
  }
  for (const question of questions.toSorted((a, b) => RULES.indexOf(a.by) - RULES.indexOf(b.by))) {
    const { field, by } = question;
    const name = nameOf(question, find);
    if (field === null || by === "mapping" || name === undefined) continue;
    said.set(field, [...(said.get(field) ?? []), name].slice(0, SOURCES_MAX));
  }
  return Object.fromEntries(
    [...said].map(([field, names]) => [field, names.length === 1 ? (names[0] ?? "") : names]),
  );
}

/** What a mapping may call it by: what names it and no other, else what names it among others. */
function nameOf(question: Question, find: (name: string) => readonly Question[]): string | undefined {
  const names = [question.ref, question.key, question.label].filter(
    (name): name is string => name !== undefined && name.trim() !== "",
  );
  return (
    names.find((name) => find(name).every((one) => one === question) && find(name).length > 0) ??
    names.find((name) => find(name).includes(question))
  );
}

export interface Shape {
  readonly shape: "empty" | "email" | "phone" | "number" | "yes or no" | "list" | "line" | "text";
  readonly length: number;
}

/** What an answer looks like, and nothing of what it says. */
export function shapeOf(value: AnswerValue): Shape {
  if (value === null || value === "") return { shape: "empty", length: 0 };
  if (typeof value === "boolean") return { shape: "yes or no", length: 1 };
  if (typeof value === "number") return { shape: "number", length: String(value).length };
  if (typeof value !== "string") return { shape: "list", length: value.length };
  if (looksLikeEmail(value)) return { shape: "email", length: value.length };
  if (looksLikePhone(value)) return { shape: "phone", length: value.length };
  return { shape: value.includes("\n") ? "text" : "line", length: value.length };
}
