import type { Actor } from "../contract/actor.ts";
import type { Labels, Taxonomy } from "../contract/taxonomies.ts";
import { programmesRunBy } from "../contract/actor.ts";
import type { Queryable, Tx } from "./database.ts";

/** One entry of one of a programme's lists. */
export interface Term {
  readonly id: string;
  readonly programmeId: string;
  /** The list, such as `sectors`. */
  readonly taxonomy: Taxonomy;
  /** What is stored wherever the term is used; it never changes. */
  readonly code: string;
  readonly labels: Labels;
  readonly ordinal: number;
  readonly createdAt: Date;
  /** From then on it is refused for anything new. */
  readonly retiredAt: Date | null;
  /** The code that took its place. */
  readonly replacedBy: string | null;
}

/** What a term was called before. */
export interface FormerLabels {
  readonly termId: string;
  readonly labels: Labels;
  readonly until: Date;
  readonly changedBy: string;
}

const columns = `id, programme_id as "programmeId", taxonomy, code, labels, ordinal, created_at as "createdAt",
  retired_at as "retiredAt", replaced_by as "replacedBy"`;

/** Terms that are there already stay as they are, and so do those that were renamed or retired. Returns how many are new. */
export async function insertTerms(db: Queryable, terms: readonly Term[]): Promise<number> {
  const { rowCount } = await db.query(
    `insert into taxonomy_term (id, programme_id, taxonomy, code, labels, ordinal, created_at)
     select id, "programmeId", taxonomy, code, labels, ordinal, "createdAt"
     from jsonb_to_recordset($1::jsonb) as r(
       id uuid, "programmeId" uuid, taxonomy text, code text, labels jsonb, ordinal int, "createdAt" timestamptz)
     on conflict (programme_id, taxonomy, code) do nothing`,
    [JSON.stringify(terms)],
  );
  return rowCount ?? 0;
}

/** Programmes that have not one term of any list. */
export async function programmesWithoutTerms(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select p.id from programme p
     where not exists (select 1 from taxonomy_term t where t.programme_id = p.id) order by p.id`,
  );
  return rows.map(({ id }) => id);
}

interface TermFilter {
  readonly programmeId: string;
  readonly taxonomy?: Taxonomy | undefined;
}

/** In the order of the list; retired ones too. */
export async function listTerms(
  db: Queryable,
  { programmeId, taxonomy }: TermFilter,
  scope: Actor,
): Promise<Term[]> {
  const { rows } = await db.query<Term>(
    `select ${columns} from taxonomy_term
     where programme_id = $1 and ($2::uuid[] is null or programme_id = any($2)) and ($3::text is null or taxonomy = $3)
     order by taxonomy, ordinal, code`,
    [programmeId, programmesRunBy(scope), taxonomy ?? null],
  );
  return rows;
}

/** Lock the term, so that two who change it do so one after the other. */
export async function lockTerm(
  tx: Tx,
  { programmeId, taxonomy, code }: Pick<Term, "programmeId" | "taxonomy" | "code">,
): Promise<Term | undefined> {
  const { rows } = await tx.query<Term>(
    `select ${columns} from taxonomy_term where programme_id = $1 and taxonomy = $2 and code = $3 for update`,
    [programmeId, taxonomy, code],
  );
  return rows[0];
}

export async function changeLabels(db: Queryable, id: string, labels: Labels): Promise<void> {
  await db.query("update taxonomy_term set labels = $2 where id = $1", [id, labels]);
}

export async function keepFormerLabels(db: Queryable, former: FormerLabels): Promise<void> {
  await db.query(
    "insert into taxonomy_term_label (term_id, labels, until, changed_by) values ($1, $2, $3, $4)",
    [former.termId, former.labels, former.until, former.changedBy],
  );
}

/** The latest first. The caller has checked that the terms may be read. */
export async function formerLabels(db: Queryable, termIds: readonly string[]): Promise<FormerLabels[]> {
  const { rows } = await db.query<FormerLabels>(
    `select term_id as "termId", labels, until, changed_by as "changedBy"
     from taxonomy_term_label where term_id = any($1::uuid[]) order by until desc`,
    [termIds],
  );
  return rows;
}

/** Retire a term, or, with nulls, bring it back. */
export async function setRetired(
  db: Queryable,
  id: string,
  { retiredAt, replacedBy }: Pick<Term, "retiredAt" | "replacedBy">,
): Promise<void> {
  await db.query("update taxonomy_term set retired_at = $2, replaced_by = $3 where id = $1", [
    id,
    retiredAt,
    replacedBy,
  ]);
}
