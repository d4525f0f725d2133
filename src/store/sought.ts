/** Engagements by what somebody types: each word of it in what the caller sees of the person, or the reference it names. */
import type { Scope } from "../contract/scope.ts";
import type { Queryable } from "./database.ts";
import { lineColumns, parametersOf } from "./known-engagements.ts";
import { hasReference } from "./line-conditions.ts";
import { spell, wordsOf } from "./type-ahead.ts";
import { isNothing, withinScope } from "./within-scope.ts";

export interface Sought {
  /** One a word, for texts as `search_line` spells them. Without any, nobody is found by words. */
  readonly patterns: readonly string[];
  /** A whole id, or what its last eight digits begin with. */
  readonly reference: string | undefined;
  readonly sees: SeesPeople;
  /** Whom the words fit; undefined where they are more than a statement should name. */
  readonly parties: readonly Fitting[] | undefined;
  readonly reads: Reads;
}

/** In which engagements the caller sees all of the person, and in which at least name and organisation. */
interface SeesPeople {
  readonly whole: Scope;
  readonly named: Scope;
}

interface Fitting {
  readonly id: string;
  /** By name and organisation alone. An address would tell whose it is. */
  readonly byName: boolean;
}

interface Asked extends Pick<Sought, "reference" | "sees"> {
  readonly programmeId: string | undefined;
}

/** Of all that fit the first in an order, the first by name, where those of one name stand together and often far down, or all, to count. */
export type Reads = "first" | "by name" | "all";

/** So many a statement names. Of more, lines that are read in their order soon fill a page. */
const NAMED_MAX: Readonly<Record<Reads, number>> = { first: 2_000, "by name": 20_000, all: 20_000 };

/** Ask who fits, so that lists and counts need not guess whether those are few: words go together, which no planner knows. */
export async function seek(
  db: Queryable,
  text: string,
  { programmeId, ...asked }: Asked,
  reads: Reads = "first",
  most = NAMED_MAX[reads],
): Promise<Sought> {
  const patterns = wordsOf(await spell(db, text));
  if (patterns.length === 0) return { ...asked, patterns, reads, parties: [] };
  const values: unknown[] = [];
  const parameter = parametersOf(values);
  const isAlike = seesAlike(asked.sees);
  const named = isAlike ? "true" : `c.named like all (${parameter(patterns)}::text[])`;
  const { rows } = await db.query<Fitting>(
    `with fitting as materialized (
       select c.party_id as id, ${named} as "byName"
       from person_card c
       where ${like(patterns, parameter)}
       ${programmeId === undefined ? "" : `and c.programme_id = ${parameter(programmeId)}::uuid`}
       ${isNothing(asked.sees.whole) ? `and ${named}` : ""}
     ), taken as materialized (select * from fitting limit ${parameter(most + 1)})
     select id, "byName" from taken
     union all
     -- Who was merged into them has no card, and may have the case.
     select p.id, taken."byName" from taken join party p on p.merged_into = taken.id`,
    values,
  );
  return { ...asked, patterns, reads, parties: rows.length > most ? undefined : rows };
}

/** The condition on `engagement_line l`. */
export function isSought(sought: Sought, values: unknown[]): string {
  const { sees, patterns, reference } = sought;
  const parameter = parametersOf(values);
  const within = (scope: Scope, isNamed: boolean): string =>
    `(${withinScope(scope, lineColumns, values)} and ${fits(sought, isNamed, parameter)})`;
  const ways = [
    ...(patterns.length === 0 ? [] : [within(sees.whole, false)]),
    ...(patterns.length === 0 || seesAlike(sees) ? [] : [within(sees.named, true)]),
    ...(reference === undefined ? [] : [hasReference(reference, parameter)]),
  ];
  return ways.length === 0 ? "false" : `(${ways.join(" or ")})`;
}

type Parameter = (value: unknown) => string;

function fits({ patterns, parties, reads }: Sought, isNamed: boolean, parameter: Parameter): string {
  if (parties !== undefined) {
    const ids = parties.filter(({ byName }) => byName || !isNamed).map(({ id }) => id);
    return `l.party_id = any(${parameter(ids)}::uuid[])`;
  }
  const all = `like all (${parameter(patterns)}::text[])`;
  const text = isNamed ? "c.named" : "c.search";
  const cards = "party p join person_card c on c.party_id = coalesce(p.merged_into, p.id)";
  // All cards are read once: asking for each line's own takes six times as long.
  if (reads === "all") return `l.party_id in (select p.id from ${cards} where ${text} ${all})`;
  // Many fit, which the planner does not know: of what is in `coalesce` it expects every other, and so reads lines in their order.
  return `coalesce((select ${text} from ${cards} where p.id = l.party_id) ${all}, false)`;
}

/** One condition a pattern: an index serves no `like all`. */
const like = (patterns: readonly string[], parameter: Parameter): string =>
  patterns.map((pattern) => `c.search like ${parameter(pattern)}`).join(" and ");

const seesAlike = ({ whole, named }: SeesPeople): boolean => JSON.stringify(whole) === JSON.stringify(named);
