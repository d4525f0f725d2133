/**
 * How much work waits, for those who operate the house. However many effects there are, only so many are counted: the oldest,
 * by the indexes that workers find them by.
 */
import type { Queryable } from "./database.ts";
import { withProgrammes } from "./due-effects.ts";

/** Enough to see that there are too many. */
const COUNTED_MAX = 10_000;

export interface Waiting {
  readonly action: string;
  readonly underAMinute: number;
  readonly underAnHour: number;
  readonly underADay: number;
  readonly older: number;
  readonly tried: number;
  readonly later: number;
  readonly oldest: Date | null;
}

/** By action, of the oldest so many; `isMore` when there are others. */
export async function countWork(db: Queryable, now: Date): Promise<{ items: Waiting[]; isMore: boolean }> {
  const { rows } = await db.query<Waiting & { total: number }>(
    `with oldest as (
       select action, due_at, attempts from effect
       where kind <> 'timer' and state = 'pending'
       order by due_at
       limit ${COUNTED_MAX + 1}
     )
     select action, sum(count(*)) over ()::int as total,
       count(*) filter (where due_at <= $1 and due_at > $1::timestamptz - interval '1 minute')::int as "underAMinute",
       count(*) filter (where due_at <= $1::timestamptz - interval '1 minute'
         and due_at > $1::timestamptz - interval '1 hour')::int as "underAnHour",
       count(*) filter (where due_at <= $1::timestamptz - interval '1 hour'
         and due_at > $1::timestamptz - interval '1 day')::int as "underADay",
       count(*) filter (where due_at <= $1::timestamptz - interval '1 day')::int as older,
       count(*) filter (where due_at <= $1 and attempts > 0)::int as tried,
       count(*) filter (where due_at > $1)::int as later,
       min(due_at) filter (where due_at <= $1) as oldest
     from oldest
     group by action
     order by action`,
    [now],
  );
  return { items: rows.map(({ total: _, ...row }) => row), isMore: (rows[0]?.total ?? 0) > COUNTED_MAX };
}

export interface Tally {
  readonly count: number;
  readonly isMore: boolean;
}

const tallyOf = (counted: number): Tally => ({
  count: Math.min(counted, COUNTED_MAX),
  isMore: counted > COUNTED_MAX,
});

export interface TimerLoad {
  readonly armed: Tally;
  readonly due: Tally;
  readonly oldestDue: Date | null;
}

/** Those of parked instances are armed and not due: they wait for a person. */
export async function countTimers(db: Queryable, now: Date): Promise<TimerLoad> {
  const { rows } = await db.query<{ armed: number; due: number; oldestDue: Date | null }>(
    `${withProgrammes}, due as (
       select e.due_at
       from armed a
       cross join lateral (
         select o.due_at from effect o
         where o.programme_id = a.programme_id and o.kind = 'timer' and o.state = 'pending' and o.due_at <= $1
           and not exists (select 1 from instance i where i.id = o.instance_id and i.status = 'parked')
         order by o.due_at
         limit ${COUNTED_MAX + 1}
       ) e
     )
     select
       (select count(*) from (
          select 1 from effect where kind = 'timer' and state = 'pending' limit ${COUNTED_MAX + 1}) c)::int as armed,
       (select count(*) from due)::int as due,
       (select min(due_at) from due) as "oldestDue"`,
    [now],
  );
  const { armed = 0, due = 0, oldestDue = null } = rows[0] ?? {};
  return { armed: tallyOf(armed), due: tallyOf(due), oldestDue };
}

/** Effects under way, and open incidents. */
export async function countUnderWay(db: Queryable): Promise<{ underWay: number; gaveUp: Tally }> {
  const { rows } = await db.query<{ underWay: number; gaveUp: number }>(
    `select
       (select count(*) from effect_lease where expires_at > clock_timestamp())::int as "underWay",
       (select count(*) from (
          select 1 from incident where resolved_at is null limit ${COUNTED_MAX + 1}) c)::int as "gaveUp"`,
  );
  const { underWay = 0, gaveUp = 0 } = rows[0] ?? {};
  return { underWay, gaveUp: tallyOf(gaveUp) };
}
