/** What is known of somebody, and since when by what: the profile as the events filled it in. Pure. */
import type { JournalEntry } from "../api/shapes.ts";

/** In the order they are read in. */
const FACTS = [
  "country",
  "capacity",
  "affiliation",
  "organisationKind",
  "kind",
  "interests",
  "commitment",
  "mode",
  "requestLevel",
  "language",
  "origin",
] as const;

export interface Fact {
  readonly name: string;
  readonly value: unknown;
  /** The entry that said so last; undefined where the journal is not read. */
  readonly by: JournalEntry | undefined;
}

/** `entries`: the oldest first. What nobody has said is left out. */
export function factsOf(
  card: Readonly<Record<string, unknown>>,
  entries: readonly JournalEntry[],
): readonly Fact[] {
  const said = entries.flatMap((entry) => {
    const { profile } = entry.data;
    return isRecord(profile) ? [{ entry, profile }] : [];
  });
  return FACTS.flatMap((name): Fact[] => {
    const last = said.findLast(({ profile }) => isSaid(profile[name]));
    const value = card[name] ?? last?.profile[name];
    return isSaid(value) ? [{ name, value, by: last?.entry }] : [];
  });
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isSaid = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  value !== "" &&
  value !== "unknown" &&
  !(Array.isArray(value) && value.length === 0);
