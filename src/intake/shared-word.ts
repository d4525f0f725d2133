/**
 * "Name-kom", "Email-kom", "Phone-kom": a word that the questions about one person have in common says nothing of any of
 * them. Page builders put it there to keep two forms of a page apart, and authors for the same reason.
 */
import { looksLikeEmail } from "./answer-meaning.ts";
import { plainWords } from "./clean-text.ts";
import type { Draft } from "./fits-field.ts";

/** Fewer have a word in common by chance. */
const SHARED_MIN = 3;

/** Labels without the word, of questions that share one with the question for an address: a ship has a name and no mailbox. */
export function labelsWithoutSharedWord(drafts: readonly Draft[]): ReadonlyMap<Draft, string> {
  const labels = new Map<Draft, string>();
  for (const end of ["first", "last"] as const) {
    for (const group of groupsBy(drafts, end).values()) {
      if (group.length < SHARED_MIN || !group.some(([{ value }]) => isAddress(value))) continue;
      for (const [draft, rest] of group) if (!labels.has(draft)) labels.set(draft, rest);
    }
  }
  return labels;
}

type Group = (readonly [draft: Draft, rest: string])[];

function groupsBy(drafts: readonly Draft[], end: "first" | "last"): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const draft of drafts) {
    const words = plainWords(draft.label).split(" ");
    const [word, rest] = end === "first" ? [words[0], words.slice(1)] : [words.at(-1), words.slice(0, -1)];
    if (word === undefined || rest.length === 0) continue;
    const group = groups.get(word) ?? [];
    group.push([draft, rest.join(" ")]);
    groups.set(word, group);
  }
  return groups;
}

const isAddress = (value: Draft["value"]): boolean => typeof value === "string" && looksLikeEmail(value);
