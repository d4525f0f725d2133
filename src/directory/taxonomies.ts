/** A programme's lists. A term may be renamed and retired, never deleted: what was filed under it stays readable. */
import type { Actor } from "../contract/actor.ts";
import { SYSTEM } from "../contract/actor.ts";
import type { Labels, Taxonomy } from "../contract/taxonomies.ts";
import type { FieldProblem } from "../lib/errors.ts";
import { ConvokeError, InvalidInput, NotFound } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import type { Db, Queryable, Tx } from "../store/database.ts";
import { inTransaction } from "../store/database.ts";
import type { Term } from "../store/taxonomies.ts";
import {
  changeLabels,
  insertTerms,
  keepFormerLabels,
  listTerms,
  lockTerm,
  setRetired,
} from "../store/taxonomies.ts";

type Named = Pick<Term, "programmeId" | "taxonomy" | "code">;

/** Throws `conflict` for a code that the list has, be it retired: it keeps its meaning. */
export async function addTerm(db: Db, named: Named, labels: Labels, now: Date): Promise<Term> {
  const there = await listTerms(db, named, SYSTEM);
  const ordinal = Math.max(-1, ...there.map((term) => term.ordinal)) + 1;
  const term = { ...named, id: newId(), labels, ordinal, createdAt: now, retiredAt: null, replacedBy: null };
  if ((await insertTerms(db, [term])) === 1) return term;
  const isRetired = there.some(({ code, retiredAt }) => code === named.code && retiredAt !== null);
  throw new ConvokeError(
    "conflict",
    `The list ${named.taxonomy} has the code ${named.code} already${isRetired ? "; it is retired and can be restored" : ""}`,
  );
}

/** Its code stays, and what it was called before is kept. */
export async function renameTerm(
  db: Db,
  named: Named,
  labels: Labels,
  { by, now }: { readonly by: Actor; readonly now: Date },
): Promise<Term> {
  return await inTransaction(db, async (tx) => {
    const term = await demandTerm(tx, named);
    if (sameLabels(term.labels, labels)) return term;
    await keepFormerLabels(tx, { termId: term.id, labels: term.labels, until: now, changedBy: by.id });
    await changeLabels(tx, term.id, labels);
    return { ...term, labels };
  });
}

/** From now on refused for anything new. Throws `invalid` for a replacement that is not a live term of the list. */
export async function retireTerm(db: Db, named: Named, replacedBy: string | null, now: Date): Promise<Term> {
  return await inTransaction(db, async (tx) => {
    const term = await demandTerm(tx, named);
    if (replacedBy !== null) {
      const live = (await listTerms(tx, named, SYSTEM)).filter(({ retiredAt }) => retiredAt === null);
      const isThere = live.some(({ code }) => code === replacedBy && code !== named.code);
      if (!isThere) {
        const detail = `expected another code of the list ${named.taxonomy} that is not retired`;
        throw new InvalidInput(`Nothing can be filed under ${replacedBy}`, [
          { pointer: "/replacedBy", detail },
        ]);
      }
    }
    const retired = { retiredAt: term.retiredAt ?? now, replacedBy };
    await setRetired(tx, term.id, retired);
    return { ...term, ...retired };
  });
}

/** Bring a retired term back. */
export async function restoreTerm(db: Db, named: Named): Promise<Term> {
  return await inTransaction(db, async (tx) => {
    const term = await demandTerm(tx, named);
    const live = { retiredAt: null, replacedBy: null };
    await setRetired(tx, term.id, live);
    return { ...term, ...live };
  });
}

async function demandTerm(tx: Tx, named: Named): Promise<Term> {
  const term = await lockTerm(tx, named);
  if (term === undefined) throw new NotFound(`term of ${named.taxonomy}`, named.code);
  return term;
}

function sameLabels(one: Labels, other: Labels): boolean {
  const languages = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...languages].every((language) => one[language] === other[language]);
}

interface Use {
  readonly code: string;
  readonly pointer: string;
}

/**
 * What is wrong with using these codes for something new: unknown to the list, or retired, with what took its place.
 * Codes in `kept` were there before and may stay whatever has become of them.
 */
export async function termProblems(
  db: Queryable,
  { programmeId, taxonomy }: { readonly programmeId: string; readonly taxonomy: Taxonomy },
  uses: readonly Use[],
  kept: readonly string[] = [],
): Promise<FieldProblem[]> {
  const fresh = uses.filter(({ code }) => !kept.includes(code));
  if (fresh.length === 0) return [];
  const terms = await listTerms(db, { programmeId, taxonomy }, SYSTEM);
  return fresh.flatMap(({ code, pointer }) => {
    const detail = problemOf(terms, taxonomy, code);
    return detail === undefined ? [] : [{ pointer, detail }];
  });
}

function problemOf(terms: readonly Term[], taxonomy: Taxonomy, code: string): string | undefined {
  const term = terms.find((one) => one.code === code);
  if (term === undefined) {
    const live = terms.filter(({ retiredAt }) => retiredAt === null).map((one) => one.code);
    return live.length === 0
      ? `the programme's list ${taxonomy} has no terms yet; an administrator adds them`
      : `expected a code of the programme's list ${taxonomy}: ${live.join(", ")}`;
  }
  if (term.retiredAt === null) return undefined;
  const instead = standsFor(terms, term);
  return instead.retiredAt === null
    ? `${code} was retired from the list ${taxonomy}; use ${instead.code} instead`
    : `${code} was retired from the list ${taxonomy} and takes nothing new`;
}

/** The term that took a term's place, or the place of the one that did; itself while it is live or nothing did. */
export function standsFor(terms: readonly Term[], term: Term): Term {
  const next = terms.find(({ taxonomy, code }) => taxonomy === term.taxonomy && code === term.replacedBy);
  // Only a live term can take another's place, and a restored one gives it back, so this ends.
  return next === undefined ? term : standsFor(terms, next);
}
