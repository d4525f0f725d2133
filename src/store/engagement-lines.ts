/** What lists, counts and Today read of `engagement_line` for one caller: the same scope, audience and filters in each. */
import type { TodayPart } from "../contract/engagements.ts";
import { TODAY_PARTS } from "../contract/engagements.ts";
import type { Marking } from "../contract/markings.ts";
import { MARKINGS } from "../contract/markings.ts";
import type { DeadlineOf, Role } from "../../workflows/workflow.ts";
import type { Queryable } from "./database.ts";
import type { Sees } from "./known-engagements.ts";
import { hasReference, worksFor } from "./line-conditions.ts";
import { knownLines, parametersOf } from "./known-engagements.ts";
import type { Sought } from "./sought.ts";
import { isSought } from "./sought.ts";
import type { TodayFor, TodayOf } from "./today-parts.ts";
import { isOverdue, todayPart, weekAfter } from "./today-parts.ts";

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
  /** What was typed, and whom it fits. */
  readonly text?: Sought | undefined;
  /** Id of the organisation that the party works for, or says it does. */
  readonly organisation?: string | undefined;
  /** A whole id, or what its last eight digits begin with. */
  readonly reference?: string | undefined;
  readonly today?: TodayOf | undefined;
}

export interface Seer extends Sees {
  /** Domain time, which tells what is overdue. */
  readonly now: Date;
}

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
  const words = filter.text === undefined ? [] : [isSought(filter.text, values)];
  const filters = [
    ...conditionsOf(filter, { rank, now: seer.now, parameter: parametersOf(values) }),
    ...words,
  ];
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
  const { programmeId, stage, state, ownerId, due, origin, marking, country, group } = filter;
  const { organisation, reference, today } = filter;
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
    ...(organisation === undefined ? [] : [worksFor(organisation, parameter)]),
    ...(reference === undefined ? [] : [hasReference(reference, parameter)]),
    ...(today === undefined ? [] : [standsIn(today, now, parameter)]),
  ];
}

function standsIn(today: TodayOf, now: Date, parameter: (value: unknown) => string): string {
  const { isThere, part } = todayPart(today, now, parameter);
  return `${isThere} and ${part} = ${parameter(today.part)}::text`;
}

const isSoon = (now: Date, parameter: (value: unknown) => string): string =>
  `l.due_at <= ${parameter(weekAfter(now))}::timestamptz`;

export interface TodayLine extends EngagementLine {
  readonly part: TodayPart;
  /** How many stand in the part. */
  readonly total: number;
  /** Of what the caller has hidden from themselves. */
  readonly snoozedUntil: Date | null;
}

/** The first lines of each part, most pressing first. Each engagement stands in the first part that it belongs to. */
export async function todayLines(
  db: Queryable,
  seer: Seer,
  filter: Pick<LineFilter, "programmeId">,
  mine: TodayFor,
  limit: number,
): Promise<TodayLine[]> {
  const values: unknown[] = [];
  const { from, rank, where } = found(seer, filter, values);
  const parameter = parametersOf(values);
  const { isThere, part, snoozedUntil } = todayPart(mine, seer.now, parameter);
  const { rows } = await db.query<LineRow & { part: TodayPart; total: string; snoozedUntil: Date | null }>(
    `with sorted as materialized (
       select ${shown(rank)}, ${part} as part, ${snoozedUntil} as "snoozedUntil"
       from ${from} where ${where} and ${isThere}
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
    .map(({ part: name, total, snoozedUntil: until, ...row }) => ({
      ...lineOf(row),
      part: name,
      total: Number(total),
      snoozedUntil: until,
    }))
    .toSorted((a, b) => TODAY_PARTS.indexOf(a.part) - TODAY_PARTS.indexOf(b.part));
}
