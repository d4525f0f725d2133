/** How many engagements a caller may know, by state: exact, and mostly without reading them. */
import type { KnownAudience } from "../contract/known-audience.ts";
import { MARKINGS } from "../contract/markings.ts";
import type { Scope } from "../contract/scope.ts";
import type { Queryable } from "./database.ts";
import type { LineFilter, Seer } from "./engagement-lines.ts";
import { found } from "./engagement-lines.ts";
import { lineColumns, parametersOf, standingWith } from "./known-engagements.ts";
import { isOverdue } from "./today-parts.ts";
import { isNothing, withinScope } from "./within-scope.ts";

export interface StateCount {
  readonly stage: string | null;
  readonly state: string | null;
  readonly total: number;
  readonly overdue: number;
}

/** How many the filter finds, by state: of those beyond `whole`, whose state the caller does not see, the number only. */
export async function countLines(
  db: Queryable,
  seer: Seer,
  filter: LineFilter,
  whole: Scope,
): Promise<StateCount[]> {
  const asked = filter.programmeId === undefined ? seer.audience.programmes : [filter.programmeId];
  const plain = isCounted(filter) ? asked.filter((id) => isPlain(id, seer, whole)) : [];
  const others = asked.filter((id) => !plain.includes(id));
  const values: unknown[] = [];
  const parts = [
    ...(plain.length === 0 ? [] : ofPlaces(seer, filter, { plain, whole, values })),
    ...(others.length === 0 ? [] : [oneByOne(seer, filter, { others, whole, values })]),
  ];
  if (parts.length === 0) return [];
  const { rows } = await db.query<StateCount>(
    `select stage, state, sum(total)::int as total, sum(overdue)::int as overdue
     from (${parts.join("\n union all ")}) part
     group by stage, state having sum(total) > 0
     order by stage nulls last, state nulls last`,
    values,
  );
  return rows;
}

/** Is every other filter undefined but those that places are counted by? */
function isCounted({ programmeId: _p, stage: _s, state: _t, origin: _o, country: _c, ...rest }: LineFilter) {
  return Object.values(rest).every((one) => one === undefined);
}

/** Does the caller see everything there but single records, which are easily found? As staff does what is not TLP:RED. */
function isPlain(programmeId: string, { scope, audience }: Seer, whole: Scope): boolean {
  const has = (ids: readonly string[] | null): boolean => ids === null || ids.includes(programmeId);
  const { staff, defaults, byDefault, recused } = audience;
  const isHere = (one: { readonly programmeId: string }): boolean => one.programmeId === programmeId;
  return (
    has(scope.programmes) &&
    has(staff.programmes) &&
    (has(whole.programmes) || isNothing(whole)) &&
    [byDefault, ...defaults.filter(isHere).map(({ marking }) => marking)].every((one) => one !== "TLP:RED") &&
    !recused.programmes.includes(programmeId) &&
    !recused.groups.some(isHere)
  );
}

interface InPlain {
  readonly plain: readonly string[];
  readonly whole: Scope;
  readonly values: unknown[];
}

/** All that stand there, without those that the caller may not know. */
function ofPlaces(seer: Seer, filter: LineFilter, { plain, whole, values }: InPlain): string[] {
  const parameter = parametersOf(values);
  const programmes = parameter(plain);
  const showsState = !isNothing(whole);
  const isLate = showsState ? isOverdue(parameter(seer.now)) : "false";
  const place = showsState ? "l.stage, l.state" : "null::text as stage, null::text as state";
  const grouped = showsState ? "group by l.stage, l.state" : "";
  const { programmeId: _, ...narrower } = filter;
  const ofPlace = Object.entries(narrower).flatMap(([column, value]) =>
    value === undefined ? [] : [`and l.${column} = ${parameter(value)}::text`],
  );
  const standing = `select ${place}, coalesce(sum(l.n), 0)::int as total, 0 as overdue from engagement_count l
    where l.programme_id = any(${programmes}::uuid[]) ${ofPlace.join(" ")} ${grouped}`;
  const late = `select l.stage, l.state, 0, count(*)::int from engagement_line l
    where l.programme_id = any(${programmes}::uuid[]) and ${isLate} ${ofPlace.join(" ")}
    group by l.stage, l.state`;
  const { from, within, known, filters } = found(seer, filter, values);
  const hidden = `select ${place}, -count(*)::int, -(count(*) filter (where ${isLate}))::int
    from ${from}
    where l.programme_id = any(${programmes}::uuid[]) and ${within} and l.id in (${singled(seer.audience, parameter)})
      and (${known}) is not true ${filters.map((one) => `and ${one}`).join(" ")} ${grouped}`;
  return [standing, ...(showsState ? [late] : []), hidden];
}

/** Ids of all that the caller may not know in a place that is otherwise known, and of some more. */
function singled({ derived, recused }: KnownAudience, parameter: (value: unknown) => string): string {
  const red = derived.filter(({ marking }) => marking === MARKINGS.at(-1)).map(({ id }) => id);
  const ids = [...red, ...recused.papers, ...recused.said];
  return [
    "select record_id from record_marking where kind = 'engagement' and marking = 'TLP:RED'",
    ...(ids.length === 0 ? [] : [`select unnest(${parameter(ids)}::uuid[])`]),
    ...(recused.organisations.length === 0
      ? []
      : [
          `select o.id from engagement_line o
           join (${standingWith(recused.organisations, parameter)}) s
             on s.id = o.party_id and s.programme_id = o.programme_id`,
        ]),
  ].join(" union all ");
}

interface Others {
  readonly others: readonly string[];
  readonly whole: Scope;
  readonly values: unknown[];
}

/** Each is asked after: for who knows some of what is there only, and for filters that no count is kept of. */
function oneByOne(seer: Seer, filter: LineFilter, { others, whole, values }: Others): string {
  const parameter = parametersOf(values);
  const { from, where } = found(seer, filter, values);
  const sees = withinScope(whole, lineColumns, values);
  return `select case when ${sees} then l.stage end as stage, case when ${sees} then l.state end as state,
      count(*)::int as total, (count(*) filter (where ${sees} and ${isOverdue(parameter(seer.now))}))::int as overdue
    from ${from}
    where l.programme_id = any(${parameter(others)}::uuid[]) and ${where}
    group by 1, 2`;
}

const FOLD_ROWS = 1_000;

/** One row in the place of many, once there are many. Whoever reads sees either. Returns how many rows there were. */
export async function foldCounts(db: Queryable, many = FOLD_ROWS): Promise<number> {
  const { rows } = await db.query<{ folded: number }>(
    `with taken as (
       delete from engagement_count
       where (select count(*) from engagement_count where not is_sum) >= $1 returning *
     ), sums as (
       insert into engagement_count (programme_id, stage, state, origin, country, n, is_sum)
       select programme_id, stage, state, origin, country, sum(n), true
       from taken group by 1, 2, 3, 4, 5 having sum(n) <> 0)
     select count(*)::int as folded from taken`,
    [many],
  );
  return rows[0]?.folded ?? 0;
}
