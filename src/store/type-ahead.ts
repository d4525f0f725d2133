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
  /** What a row has to be to be found at all, on the table's alias `t`. */
  readonly only?: string;
}

export interface TypeAhead {
  readonly q: string;
  /** Programmes or institutions; each is searched by itself, which its indexes serve in order. */
  readonly owners: readonly string[];
  /** Further conditions on the table's alias `t`. */
  readonly where?: readonly Condition[];
  readonly limit: number;
  /** The last row of the page before; its id alone is the cursor, so that no name stands in an address. */
  readonly afterId?: string | undefined;
}

interface Condition {
  readonly sql: (parameter: string) => string;
  readonly value: unknown;
}

/** Where a row stands in the order. */
interface Place {
  readonly rank: number;
  readonly sort: string;
  readonly id: string;
}

interface Found extends Omit<Place, "id"> {
  readonly placeId: string;
  readonly [column: string]: unknown;
}

/** Throws `bad-request` when the row that `afterId` names is gone. */
export async function typeAhead<Row>(
  db: Queryable,
  searchable: Searchable,
  { q, owners, where = [], limit, afterId }: TypeAhead,
): Promise<Row[]> {
  const spelt = await spell(db, q);
  // Nothing but punctuation is nobody's name; nothing at all is a list.
  if (spelt === " " && q.trim() !== "") return [];
  const after = afterId === undefined ? undefined : await placeOf(db, searchable, afterId, owners, spelt);
  const find = async (owner: string): Promise<Found[]> => {
    const { glance, search } = typeAheadStatements(searchable, { owner, where, limit, after }, spelt);
    const seen = (await db.query<Found>(glance.text, glance.values)).rows;
    if (search === undefined || seen.length === limit) return seen;
    return (await db.query<Found>(search.text, search.values)).rows;
  };
  const found = (await Promise.all(owners.map(find))).flat();
  const sorted = owners.length > 1 ? found.toSorted(inOrder) : found;
  const names = Object.keys(searchable.columns);
  return sorted
    .slice(0, limit)
    .map((row) => Object.fromEntries(names.map((name) => [name, row[name]])) as Row);
}

/** The words as the columns hold them. Only PostgreSQL spells them, so that both sides are spelt alike. */
export async function spell(db: Queryable, q: string): Promise<string> {
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

/** As the column is sorted: by the bytes of its characters. */
const inOrder = (one: Found, other: Found): number =>
  one.rank - other.rank ||
  Buffer.compare(Buffer.from(one.sort), Buffer.from(other.sort)) ||
  (one.placeId < other.placeId ? -1 : 1);

interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

const WORDS_MAX = 8;
const LETTERS_INSIDE = 3;
/** Rows looked through in the order of names, a row of the page: words that every fiftieth has fill it. */
const GLANCE_ROWS = 50;

/**
 * Names that begin with the words are read from the index in their order. For the rest, `glance` looks through the next
 * rows of that order, where words that many have fill a page at once; when they do not, few have them, and `search`
 * gathers those by trigrams. The planner cannot be left to choose: words go together (“Meridian Insurance”), which it does
 * not know, and then it walks through everybody.
 */
export function typeAheadStatements(
  { table, columns, id, owner: ownerColumn, only }: Searchable,
  {
    owner,
    where,
    limit,
    after,
  }: {
    readonly owner: string;
    readonly where: readonly Condition[];
    readonly limit: number;
    readonly after: Place | undefined;
  },
  spelt: string,
): { readonly glance: Statement; readonly search: Statement | undefined } {
  const values: unknown[] = [];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  const place = `t.sort, t.${id}`;
  const given = Object.entries(columns).map(([name, column]) => `${column} as "${name}"`);
  const row = (rank: number): string => `${given.join(", ")}, ${rank} as rank, t.sort, t.${id} as "placeId"`;
  const own = `t.${ownerColumn} = ${parameter(owner)}${only === undefined ? "" : ` and ${only}`}`;
  const further = where.map(({ sql, value }) => ` and ${sql(parameter(value))}`).join("");
  const atMost = `limit ${parameter(limit)}`;
  const start =
    after === undefined
      ? ""
      : ` and (${place}) > (${parameter(after.sort)}::text collate "C", ${parameter(after.id)}::uuid)`;
  const from = (rank: number): string =>
    after === undefined || after.rank < rank ? "" : after.rank === rank ? start : " and false";

  const words = wordsOf(spelt);
  if (words.length === 0) {
    const text = `select ${row(0)} from ${table} t where ${own}${further}${start} order by ${place} ${atMost}`;
    return { glance: { text, values }, search: undefined };
  }
  const prefix = parameter(`${escapeLike(spelt.trimEnd())}%`);
  const wanted = `${words.map((word) => `t.search like ${parameter(word)}`).join(" and ")}${further}`;
  const others = `t.sort not like ${prefix} and ${wanted}`;
  const named = `(select ${row(0)} from ${table} t
    where ${own} and t.sort like ${prefix}${further}${from(0)} order by ${place} ${atMost})`;
  const nearby = `(select ${row(1)}
    from (select * from ${table} t where ${own}${from(1)} order by ${place} limit ${limit * GLANCE_ROWS}) t
    where ${others} order by ${place} ${atMost})`;
  // `offset 0` keeps the order out of the inner search, which would else be done in that order.
  const anywhere = `(select * from (
      select ${row(1)} from ${table} t where ${own} and ${others}${from(1)} offset 0) t
    order by t.sort, t."placeId" ${atMost})`;
  return {
    glance: { text: `${named} union all ${nearby} ${atMost}`, values },
    search: { text: `${named} union all ${anywhere} ${atMost}`, values },
  };
}

/** The words of `q`, spelt as the columns are, and of these texts those that each has. */
export async function wordsFound(
  db: Queryable,
  q: string,
  texts: readonly string[],
): Promise<{ readonly words: readonly string[]; readonly inText: readonly (readonly string[])[] }> {
  const { rows } = await db.query<{ spelt: string }>(
    "select search_line(t.text) as spelt from unnest($1::text[]) with ordinality t(text, place) order by t.place",
    [[q, ...texts]],
  );
  const [asked = "", ...spelt] = rows.map((row) => row.spelt);
  const words = [...new Set(splitWords(asked))];
  return {
    words,
    inText: spelt.map((text) =>
      words.filter((word) => text.includes(word.length < LETTERS_INSIDE ? ` ${word}` : word)),
    ),
  };
}

/** Three letters are found anywhere in a word; fewer have no trigram but at its beginning. */
export const wordsOf = (spelt: string): string[] =>
  splitWords(spelt).map((word) => `${word.length < LETTERS_INSIDE ? "% " : "%"}${escapeLike(word)}%`);

const splitWords = (spelt: string): string[] =>
  spelt
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, WORDS_MAX);

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);
