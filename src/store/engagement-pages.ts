/** Pages of engagements in one of four orders. Each programme is read in its own order by an index, and the pages are joined. */
import type { Marking } from "../contract/markings.ts";
import { MARKINGS } from "../contract/markings.ts";
import type { Queryable } from "./database.ts";
import type { EngagementLine, LineFilter, LineRow, Seer } from "./engagement-lines.ts";
import { found, lineOf, shown } from "./engagement-lines.ts";
import { parametersOf } from "./known-engagements.ts";

export type LineSort = "newest" | "due" | "since" | "who";

/** The last row of the page before: its id, and the value it was sorted by (none by name, which is read again). */
export interface LinePlace {
  readonly id: string;
  readonly at: Date | null;
}

interface Page {
  readonly limit: number;
  readonly after: LinePlace | undefined;
}

/** A page of lines, one row more than the limit when there are more. */
export async function listLines(
  db: Queryable,
  seer: Seer,
  filter: LineFilter,
  { sort, ...page }: Page & { readonly sort: LineSort },
): Promise<EngagementLine[]> {
  return sort === "who"
    ? await listByName(db, seer, filter, page)
    : await listByTime(db, seer, filter, { ...page, sort });
}

/** How many lines a filter finds in one programme, and the strictest marking among them. */
export interface Extent {
  readonly programmeId: string;
  readonly count: number;
  readonly marking: Marking;
}

/** By programme; those in which there is none are left out. */
export async function extentOf(db: Queryable, seer: Seer, filter: LineFilter): Promise<Extent[]> {
  const values: unknown[] = [];
  const { from, rank, where } = found(seer, filter, values);
  const { rows } = await db.query<Omit<Extent, "marking"> & { readonly rank: number }>(
    `select l.programme_id as "programmeId", count(*)::int as count, max(${rank})::int as rank
     from ${from} where ${where}
     group by 1`,
    values,
  );
  return rows.map(({ rank: strictest, ...row }) => ({ ...row, marking: MARKINGS[strictest] ?? "TLP:RED" }));
}

const BY = {
  newest: { column: "l.created_at", place: `page."createdAt"`, way: "desc", beyond: "<" },
  since: { column: "l.since", place: "page.since", way: "asc", beyond: ">" },
  due: { column: "l.due_at", place: `page."dueAt"`, way: "asc nulls last", beyond: ">" },
} as const;

const COLUMNS = `page.id, page.since, page."createdAt", page.turn, page."dueAt", page."dueTimer", page."dueOf", page.rank`;

async function listByTime(
  db: Queryable,
  seer: Seer,
  filter: LineFilter,
  { sort, limit, after }: Page & { readonly sort: keyof typeof BY },
): Promise<EngagementLine[]> {
  const values: unknown[] = [];
  const { from, rank, where } = found(seer, filter, values);
  const parameter = parametersOf(values);
  const { column, place, way, beyond } = BY[sort];
  const [idWay] = way.split(" ");
  const rest =
    after === undefined
      ? ""
      : `and (${column}, l.id) ${beyond} (${parameter(after.at ?? "infinity")}::timestamptz, ${parameter(after.id)}::uuid)`;
  const rows = parameter(limit + 1);
  const { rows: lines } = await db.query<LineRow>(
    `select ${COLUMNS} from ${eachProgramme(seer, filter, parameter)}
     cross join lateral (
       select ${shown(rank)} from ${from}
       where l.programme_id = programme.id and ${where} ${rest}
       order by ${column} ${idWay}, l.id ${idWay} limit ${rows}) page
     order by ${place} ${way}, page.id ${idWay} limit ${rows}`,
    values,
  );
  return lines.map(lineOf);
}

/** An index has one programme after the other; over all of them at once none would give the order. */
function eachProgramme(
  { audience }: Seer,
  { programmeId }: LineFilter,
  parameter: (value: unknown) => string,
): string {
  const ids = programmeId === undefined ? audience.programmes : [programmeId];
  return `unnest(${parameter(ids)}::uuid[]) as programme(id)`;
}

/** In the order of the cards; whose card is gone was erased and comes last. */
async function listByName(
  db: Queryable,
  seer: Seer,
  filter: LineFilter,
  { limit, after }: Page,
): Promise<EngagementLine[]> {
  const place = after === undefined ? undefined : await namedPlace(db, after.id);
  const isPast = after !== undefined && place === undefined;
  const named = isPast ? [] : await namedPage(db, seer, filter, { limit, place });
  if (named.length > limit) return named;
  const afterId = isPast ? after.id : undefined;
  const rest = await namelessPage(db, seer, filter, { limit: limit - named.length, afterId });
  return [...named, ...rest];
}

interface NamedPlace {
  readonly sort: string;
  readonly partyId: string;
  readonly id: string;
}

/** The name that a page ended with stands in no cursor, so it is looked up; without one everybody with a card is past. */
async function namedPlace(db: Queryable, id: string): Promise<NamedPlace | undefined> {
  const { rows } = await db.query<NamedPlace>(
    `select c.sort, l.party_id as "partyId", l.id
     from engagement_line l
     join person_card c on c.party_id = l.party_id and c.programme_id = l.programme_id
     where l.id = $1`,
    [id],
  );
  return rows[0];
}

async function namedPage(
  db: Queryable,
  seer: Seer,
  filter: LineFilter,
  { limit, place }: { readonly limit: number; readonly place: NamedPlace | undefined },
): Promise<EngagementLine[]> {
  const values: unknown[] = [];
  const { from, rank, where } = found(seer, filter, values);
  const parameter = parametersOf(values);
  const rest =
    place === undefined
      ? ""
      : `and (c.sort, c.party_id, l.id)
           > (${parameter(place.sort)}::text, ${parameter(place.partyId)}::uuid, ${parameter(place.id)}::uuid)`;
  const rows = parameter(limit + 1);
  const { rows: lines } = await db.query<LineRow>(
    `select ${COLUMNS} from ${eachProgramme(seer, filter, parameter)}
     cross join lateral (
       select ${shown(rank)}, c.sort, c.party_id
       from ${from} join person_card c on c.party_id = l.party_id
       where c.programme_id = programme.id and l.programme_id = programme.id and ${where} ${rest}
       order by c.sort, c.party_id, l.id limit ${rows}) page
     order by page.sort, page.party_id, page.id limit ${rows}`,
    values,
  );
  return lines.map(lineOf);
}

async function namelessPage(
  db: Queryable,
  seer: Seer,
  filter: LineFilter,
  { limit, afterId }: { readonly limit: number; readonly afterId: string | undefined },
): Promise<EngagementLine[]> {
  const values: unknown[] = [];
  const { from, rank, where } = found(seer, filter, values);
  const parameter = parametersOf(values);
  const { rows } = await db.query<LineRow>(
    `select ${shown(rank)} from ${from} where ${where}
     and not exists (
       select 1 from person_card c where c.party_id = l.party_id and c.programme_id = l.programme_id)
     ${afterId === undefined ? "" : `and l.id > ${parameter(afterId)}::uuid`}
     order by l.id limit ${parameter(limit + 1)}`,
    values,
  );
  return rows.map(lineOf);
}
