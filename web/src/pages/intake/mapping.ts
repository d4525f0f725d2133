/** From what somebody chose for each question, the mapping as the API takes it. Pure. */
import type { Mapping, Proposal } from "./queries.ts";

type Question = Pick<Proposal["questions"][number], "key" | "ref">;

/** `chosen` has for each question's key the field it fills, or "" when its answer is only kept. */
export function mappingOf(questions: readonly Question[], chosen: Readonly<Record<string, string>>): Mapping {
  const byField = new Map<string, string[]>();
  for (const { key, ref } of questions) {
    const field = chosen[key] ?? "";
    if (field !== "") byField.set(field, [...(byField.get(field) ?? []), ref ?? key]);
  }
  return Object.fromEntries(
    [...byField].map(([field, named]) => [field, named.length === 1 ? (named[0] ?? "") : named]),
  );
}
