/** Search as somebody types: whose name begins with it first, then who has every word of it, each by name. */
import { InvalidInput } from "../lib/errors.ts";
import type { Queryable } from "./database.ts";

/** A table that can be searched: it has the columns `search` and `sort`, both made by `search_line`. */
export interface Searchable {
  readonly table: string;
  /** What a row found has, by name, of the table's alias `t`. */
  readonly columns: Readonly<Record<string, string>>;
  /** The column that names the row, and the one that says whose it is. */
  readonly id: string;
  readonly owner: string;
}

interface TypeAhead {
  /** Programmes or institutions; within each the search is one of its own, which its index serves in order. */
  readonly owners: readonly string[];
  /** Further conditions on the table's alias `t`. */
  readonly where?: readonly Condition[];
  readonly limit: number;
  /** The last row of the page before. */
  readonly after?: Place | undefined;
}

interface Condition {
  /** The condition with its parameter, `$n`, put in by the caller. */
  readonly sql: (parameter: string) => string;
  readonly value: unknown;
}

/** Where a row stands in the order. A cursor is its id alone, so that no name stands in an address. */
interface Place {
  readonly rank: number;
  readonly sort: string;
  readonly id: string;
}

/** The statement and its values. Throws `bad-request` when the row that `afterId` names is gone. */
export async function typeAhead(
  db: Queryable,
  searchable: Searchable,
  {
    q,
    afterId,
    ...rest
  }: Omit<TypeAhead, "after"> & { readonly q: string; readonly afterId?: string | undefined },
): Promise<{ text: string; values: unknown[] }> {
  const spelt = await spell(db, q);
  const after =
    afterId === undefined ? undefined : await placeOf(db, searchable, afterId, rest.owners, spelt);
  return statementOf(searchable, { ...rest, after }, spelt);
}

/** The words as the columns hold them. Only PostgreSQL spells them, so that both sides are spelt alike. */
async function spell(db: Queryable, q: string): Promise<string> {
  const { rows } = await db.query<{ spelt: string }>("select search_line($1) as spelt", [q]);
  return rows[0]?.spelt.replaceAll(/\s+/g, " ") ?? " ";
}

async function placeOf(
  db: Queryable,
  { table, id, owner }: Searchable,
  rowId: string,
  owners: readonly string[],
  spelt: string,
): Promise<Place> {
  const { rows } = await db.query<{ sort: string }>(
    `select sort from ${table} t where t.${id} = $1 and t.${owner} = any($2::uuid[])`,
    [rowId, owners],
  );
  const [row] = rows;
  if (row !== undefined)
    return { rank: row.sort.startsWith(spelt.trimEnd()) ? 0 : 1, sort: row.sort, id: rowId };
  throw new InvalidInput(
    "The page before ended with what is no longer there",
    [{ pointer: "/cursor", detail: "expected `next` of the page before; begin again without one" }],
    "bad-request",
  );
}

const WORDS_MAX = 8;

/**
 * Both halves stop at the limit: the first walks the order of names, the second finds
 * words by their trigrams, and is not begun when the first has filled the page.
 */
function statementOf(
  { table, columns, id, owner }: Searchable,
  { owners, where = [], limit, after }: TypeAhead,
  spelt: string,
): { text: string; values: unknown[] } {
  const names = Object.keys(columns);
  const inner = names.map((name) => `${columns[name]} as "${name}"`).join(", ");
  const values: unknown[] = [];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  const ownersAt = parameter(owners);
  const limitAt = parameter(limit);
  const conditions = where.map(({ sql, value }) => ` and ${sql(parameter(value))}`).join("");
  const words = wordsOf(spelt)
    .map((word) => ` and t.search like ${parameter(word)}`)
    .join("");
  const half = (rank: number, matching: string): string => {
    const passed = after !== undefined && after.rank > rank;
    const from =
      after?.rank === rank
        ? ` and (t.sort, t.${id}) > (${parameter(after.sort)}::text collate "C", ${parameter(after.id)}::uuid)`
        : "";
    return `(select ${inner}, ${rank} as rank, t.sort, t.${id} as "placeId" from ${table} t
      where t.${owner} = o.id${matching}${conditions}${from}${passed ? " and false" : ""}
      order by t.sort, t.${id} limit ${limitAt})`;
  };
  const bothHalves = (): string => {
    const prefix = parameter(`${escapeLike(spelt.trimEnd())}%`);
    return `${half(0, ` and t.sort like ${prefix}`)}
     union all
     ${half(1, `${words} and t.sort not like ${prefix}`)}
     limit ${limitAt}`;
  };
  const text = `select ${names.map((name) => `found."${name}"`).join(", ")} from unnest(${ownersAt}::uuid[]) as o(id) cross join lateral (
     ${words === "" ? half(0, "") : bothHalves()}
   ) as found
   order by found.rank, found.sort, found."placeId" limit ${limitAt}`;
  return { text, values };
}

/** Three letters are found anywhere in a word; fewer have no trigram but at its beginning. */
const wordsOf = (spelt: string): string[] =>
  spelt
    .split(" ")
    .filter((word) => word !== "")
    .slice(0, WORDS_MAX)
    .map((word) => `${word.length < 3 ? "% " : "%"}${escapeLike(word)}%`);

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);
