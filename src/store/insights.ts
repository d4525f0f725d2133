/** Pictures of the whole: how many engagements came how far, how long they stayed, and whether answers came in time. */
import type { Queryable } from "./database.ts";
import type { Sees } from "./known-engagements.ts";
import { knownLines } from "./known-engagements.ts";

/** Which engagements: those opened within the time, of which the caller may know. */
export interface Chosen {
  readonly programmeId: string | undefined;
  readonly from: Date;
  /** Not included. */
  readonly to: Date;
  readonly origin: string | undefined;
  readonly sees: Sees;
  /** In which weeks begin. */
  readonly zone: string;
}

const STAGES = ["inquiry", "vetting", "assignment", "meeting", "recommendation"];

function chosen({ programmeId, from, to, origin, sees }: Chosen, values: unknown[]): string {
  const at = (value: unknown): string => `$${values.push(value)}`;
  const lines = knownLines(sees, values);
  const conditions = [
    lines.within,
    lines.known,
    `l.created_at >= ${at(from)} and l.created_at < ${at(to)}`,
    ...(programmeId === undefined ? [] : [`l.programme_id = ${at(programmeId)}`]),
    ...(origin === undefined ? [] : [`coalesce(l.origin, 'unknown') = ${at(origin)}`]),
  ];
  return `chosen as (
    select l.id, l.created_at, coalesce(l.origin, 'unknown') as origin
    from ${lines.from} where ${conditions.join(" and ")})`;
}

export interface FunnelRow {
  readonly origin: string;
  readonly opened: number;
  readonly vetting: number;
  readonly assignment: number;
  readonly meeting: number;
  readonly recommendation: number;
}

/** By origin, how many have been in each stage, whether or not they still are. */
export async function funnel(db: Queryable, asked: Chosen): Promise<FunnelRow[]> {
  const values: unknown[] = [];
  const reached = STAGES.slice(1).map(
    (stage) => `count(*) filter (where r.stages @> '{${stage}}') as ${stage}`,
  );
  const { rows } = await db.query<FunnelRow>(
    `with ${chosen(asked, values)},
     reached as (
       select instance_id, array_agg(distinct stage) as stages from engagement_passage
       where stage is not null group by instance_id)
     select c.origin, count(*) as opened, ${reached.join(", ")}
     from chosen c left join reached r on r.instance_id = c.id
     group by c.origin order by c.origin`,
    values,
  );
  return rows;
}

export interface TimeRow {
  readonly stage: string;
  /** Null for the whole of the stage. */
  readonly state: string | null;
  readonly entered: number;
  readonly left: number;
  /** Of those that have left, all their stays together. */
  readonly medianDays: number | null;
  readonly p90Days: number | null;
}

const days = (share: number): string =>
  `round((percentile_cont(${share}) within group (order by seconds) filter (where is_over) / 86400)::numeric, 2)::float`;

/** How long they stayed in each stage, and in each state of it. */
export async function timeInStages(db: Queryable, asked: Chosen): Promise<TimeRow[]> {
  const values: unknown[] = [];
  const { rows } = await db.query<TimeRow>(
    `with ${chosen(asked, values)},
     stays as (
       select p.stage, p.state, p.instance_id, bool_and(p.left_at is not null) as is_over,
         sum(extract(epoch from p.left_at - p.entered_at)) as seconds
       from engagement_passage p join chosen c on c.id = p.instance_id
       where p.stage = any($${values.push(STAGES)}::text[])
       group by grouping sets ((p.stage, p.instance_id), (p.stage, p.state, p.instance_id)))
     select stage, state, count(*) as entered, count(*) filter (where is_over) as left,
       ${days(0.5)} as "medianDays", ${days(0.9)} as "p90Days"
     from stays
     group by stage, state
     order by array_position($${values.length}::text[], stage), state nulls first`,
    values,
  );
  return rows;
}

export interface InflowRow {
  /** Its Monday, `YYYY-MM-DD`. */
  readonly week: string;
  readonly origin: string;
  readonly opened: number;
}

/** How many were opened in each week; weeks without any are left out. */
export async function inflow(db: Queryable, asked: Chosen): Promise<InflowRow[]> {
  const values: unknown[] = [];
  const { rows } = await db.query<InflowRow>(
    `with ${chosen(asked, values)}
     select to_char(date_trunc('week', created_at at time zone $${values.push(asked.zone)}), 'YYYY-MM-DD') as week,
       origin, count(*) as opened
     from chosen group by 1, 2 order by 1, 2`,
    values,
  );
  return rows;
}

/** What has to be done while an engagement stands in these states, and the event that says it was not done in time. */
export interface Target {
  readonly target: string;
  readonly states: readonly string[];
  readonly overdue: string;
}

export interface TargetRow {
  readonly target: string;
  readonly began: number;
  readonly inTime: number;
  readonly late: number;
  /** Neither done nor late. */
  readonly running: number;
  readonly medianDays: number | null;
  readonly p90Days: number | null;
}

/** Whether it was done in time; by the working days of the calendar, since the timers say what was late. */
export async function answersAgainstTargets(
  db: Queryable,
  asked: Chosen,
  targets: readonly Target[],
): Promise<TargetRow[]> {
  const values: unknown[] = [];
  const { rows } = await db.query<TargetRow>(
    `with ${chosen(asked, values)},
     target as (
       select target, states, overdue from jsonb_to_recordset($${values.push(JSON.stringify(targets))}::jsonb)
         as t(target text, states text[], overdue text)),
     stays as (
       select t.target, p.instance_id, bool_and(p.left_at is not null) as is_over, bool_or(t.overdue = any(p.overdue)) as is_late,
         sum(extract(epoch from p.left_at - p.entered_at)) as seconds
       from engagement_passage p
       join chosen c on c.id = p.instance_id
       join target t on p.state = any(t.states)
       group by t.target, p.instance_id)
     select target, count(*) as began, count(*) filter (where is_over and not is_late) as "inTime",
       count(*) filter (where is_late) as late, count(*) filter (where not is_over and not is_late) as running,
       ${days(0.5)} as "medianDays", ${days(0.9)} as "p90Days"
     from stays group by target`,
    values,
  );
  return rows;
}
