/** What lists, counts and Today read of `engagement_line` for one caller: the same scope, audience and filters in each. */
import type { TodayPart } from "../contract/engagements.ts";
import { TODAY_PARTS } from "../contract/engagements.ts";
import type { Held } from "../contract/known-audience.ts";
import type { Marking } from "../contract/markings.ts";
import { MARKINGS } from "../contract/markings.ts";
import type { DeadlineOf, Role } from "../../workflows/workflow.ts";
import type { Queryable } from "./database.ts";
import type { Sees } from "./known-engagements.ts";
import { hasReference, worksFor } from "./line-conditions.ts";
import { isHeld, knownLines, parametersOf } from "./known-engagements.ts";

/** What lists show of one engagement besides the instance itself. */
export interface EngagementLine {
  readonly id: string;
  readonly since: Date;
  readonly createdAt: Date;
  readonly turn: Role | null;
  /** Null when no deadline runs. */
  readonly dueAt: Date | null;
  readonly dueTimer: string | null;
  readonly dueOf: DeadlineOf | null;
  readonly marking: Marking;
}

export interface LineFilter {
  readonly programmeId?: string | undefined;
  readonly stage?: string | undefined;
  readonly state?: string | undefined;
  /** An account's id; null for those that nobody owns. */
  readonly ownerId?: string | null | undefined;
  readonly due?: "overdue" | "week" | undefined;
  readonly origin?: string | undefined;
  readonly marking?: Marking | undefined;
  readonly country?: string | undefined;
  readonly group?: string | undefined;
  readonly text?: string | undefined;
  /** Id of the organisation that the party works for, or says it does. */
  readonly organisation?: string | undefined;
  /** A whole id, or what its last eight digits begin with. */
  readonly reference?: string | undefined;
}

export interface Seer extends Sees {
  /** Domain time, which tells what is overdue. */
  readonly now: Date;
}

const WEEK_MS = 7 * 86_400_000;

export const shown = (rank: string): string => `
  l.id, l.since, l.created_at as "createdAt", l.turn, nullif(l.due_at, 'infinity') as "dueAt", l.due_timer as "dueTimer",
  l.due_of as "dueOf", ${rank} as rank`;

/** A line as `shown` selects it. */
export type LineRow = Omit<EngagementLine, "marking"> & { readonly rank: number };

export const lineOf = ({ rank, ...line }: LineRow): EngagementLine => ({
  ...line,
  marking: MARKINGS[rank] ?? "TLP:RED",
});

/** The lines that the caller may know and the filter finds: what to read from, and what must hold. */
export function found(seer: Seer, filter: LineFilter, values: unknown[]) {
  const { from, rank, within, known } = knownLines(seer, values);
  const filters = conditionsOf(filter, { rank, now: seer.now, parameter: parametersOf(values) });
  return { from, rank, within, known, filters, where: [within, known, ...filters].join("\n and ") };
}

function conditionsOf(
  filter: LineFilter,
  {
    rank,
    now,
    parameter,
  }: { readonly rank: string; readonly now: Date; readonly parameter: (value: unknown) => string },
): string[] {
  const { programmeId, stage, state, ownerId, due, origin, marking, country, group, text } = filter;
  const { organisation, reference } = filter;
  const is = (column: string, value: unknown, type = "text"): string[] =>
    value === undefined ? [] : [`${column} = ${parameter(value)}::${type}`];
  return [
    ...is("l.programme_id", programmeId, "uuid"),
    ...is("l.stage", stage),
    ...is("l.state", state),
    ...(ownerId === null ? ["l.owner_id is null"] : is("l.owner_id", ownerId)),
    ...is("l.origin", origin),
    ...is("l.country", country),
    ...(group === undefined ? [] : [`l.bodies && array[${parameter(group)}::text]`]),
    ...(marking === undefined ? [] : [`${rank} = ${MARKINGS.indexOf(marking)}`]),
    ...(due === undefined ? [] : [due === "overdue" ? isOverdue(parameter(now)) : isSoon(now, parameter)]),
    ...(text === undefined ? [] : [isNamed(parameter(text))]),
    ...(organisation === undefined ? [] : [worksFor(organisation, parameter)]),
    ...(reference === undefined ? [] : [hasReference(reference, parameter)]),
  ];
}

/** A promise of theirs that ends is no fault of ours. */
export const isOverdue = (now: string): string => `(l.due_at <= ${now}::timestamptz and l.due_of = 'us')`;

const isSoon = (now: Date, parameter: (value: unknown) => string): string =>
  `l.due_at <= ${parameter(new Date(now.getTime() + WEEK_MS))}::timestamptz`;

/** Punctuation parts words, so that no wildcard is left. */
const isNamed = (text: string): string => `l.party_id in (
  select c.party_id from person_card c
  where search_line(${text}) <> ' ' and c.search like '%' || btrim(search_line(${text})) || '%')`;

/** Whose work it is to be: where each role whose turn it may be is held by the caller. */
export interface TodayFor {
  readonly accountId: string;
  readonly turns: readonly { readonly role: Role; readonly held: Held }[];
}

export interface TodayLine extends EngagementLine {
  readonly part: TodayPart;
  /** How many stand in the part. */
  readonly total: number;
}

/** The first lines of each part, most pressing first. Each engagement stands in the first part that it belongs to. */
export async function todayLines(
  db: Queryable,
  seer: Seer,
  filter: Pick<LineFilter, "programmeId">,
  { accountId, turns }: TodayFor,
  limit: number,
): Promise<TodayLine[]> {
  const values: unknown[] = [];
  const { from, rank, where } = found(seer, filter, values);
  const parameter = parametersOf(values);
  const me = parameter(accountId);
  const now = parameter(seer.now);
  const week = parameter(new Date(seer.now.getTime() + WEEK_MS));
  // Plainly equal, so that an index finds mine.
  const isMine = `l.owner_id = ${me}::text`;
  const officers = turns.filter(({ role }) => role === "officer").map(({ held }) => isHeld(held, parameter));
  const isFree = `(l.turn = 'officer' and l.owner_id is null and (${officers.join(" or ") || "false"}))`;
  const myTurn = turns.map(({ role, held }) => {
    const isHere = `l.turn = ${parameter(role)}::text and ${isHeld(held, parameter)}`;
    // An officer's turn is its owner's; a vetter's is whoever vets it already, or anybody's.
    if (role === "officer") return `(${isHere} and ${isMine})`;
    return role === "vetter"
      ? `(${isHere} and (l.vetters = '[]' or l.vetters ? ${me}::text))`
      : `(${isHere})`;
  });
  const isMyTurn = `(${myTurn.join(" or ") || "false"})`;
  const { rows } = await db.query<LineRow & { part: TodayPart; total: string }>(
    `with sorted as materialized (
       select ${shown(rank)}, case
           when ${isOverdue(now)} and (${isMine} or ${isMyTurn} or ${isFree}) then 'overdue'
           when ${isMyTurn} then 'waiting'
           when ${isFree} then 'unclaimed'
           when ${isMine} and l.due_at <= ${week}::timestamptz then 'dueThisWeek'
           else 'iWaitFor' end as part
       from ${from} where ${where} and l.status <> 'done' and (l.turn is not null or ${isOverdue(now)}) and (${isMine} or ${isMyTurn} or ${isFree})
     ), counted as (
       select part, count(*)::int as total from sorted group by part
     )
     select counted.total, page.*
     from counted
     cross join lateral (
       select * from sorted where sorted.part = counted.part
       order by "dueAt" nulls last, since, id limit ${parameter(limit)}) page`,
    values,
  );
  return rows
    .map(({ part, total, ...row }) => ({ ...lineOf(row), part, total: Number(total) }))
    .toSorted((a, b) => TODAY_PARTS.indexOf(a.part) - TODAY_PARTS.indexOf(b.part));
}
