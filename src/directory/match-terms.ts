/** What people wrote of their interests, as codes of the programme's lists where it means one of them. */
import { SYSTEM } from "../contract/actor.ts";
import type { Queryable } from "../store/database.ts";
import { listTerms } from "../store/taxonomies.ts";
import type { Term } from "../store/taxonomies.ts";
import { standsFor } from "./taxonomies.ts";

/** Codes at most: what an engagement's profile takes. */
const CODES_MAX = 50;

/** Stands for words that mean no term of the programme's lists. The words themselves stay in the sealed inquiry. */
const OTHER_INTEREST = "other";

/**
 * Codes of the lists `interests` and `sectors` for words that are a term's code or label in any language, now or after
 * it was retired and replaced. The codes are journaled for ever and anybody may write anything into a form, his own name
 * too; so words that are none of the terms become `other` (invariant 12). A form is never refused for what it says.
 */
export async function interestCodes(
  db: Queryable,
  programmeId: string,
  words: readonly string[],
): Promise<string[]> {
  return await interestReader(db, programmeId)(words);
}

/** The same for several who write at the same time: the lists are read once, when the first of them names anything. */
export function interestReader(
  db: Queryable,
  programmeId: string,
): (words: readonly string[]) => Promise<string[]> {
  let terms: Promise<readonly Term[]> | undefined;
  return async (words) => {
    const said = words.filter((word) => bare(word) !== "");
    if (said.length === 0) return [];
    terms ??= readTerms(db, programmeId);
    const known = await terms;
    return [...new Set(said.map((word) => codeFor(known, word)))].slice(0, CODES_MAX);
  };
}

const readTerms = async (db: Queryable, programmeId: string): Promise<readonly Term[]> => [
  ...(await listTerms(db, { programmeId, taxonomy: "interests" }, SYSTEM)),
  ...(await listTerms(db, { programmeId, taxonomy: "sectors" }, SYSTEM)),
];

function codeFor(terms: readonly Term[], word: string): string {
  const own = codeOf(word);
  const term = terms.find(
    ({ code, labels }) => code === own || Object.values(labels).some((label) => alike(label, word)),
  );
  return term === undefined ? OTHER_INTEREST : standsFor(terms, term).code;
}

const alike = (one: string, other: string): boolean => bare(one) !== "" && bare(one) === bare(other);

const bare = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const codeOf = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 60);
