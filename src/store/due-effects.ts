/** What the clock has brought: timers and work that are due, and when the next will be. */
import type { Db, Queryable } from "./database.ts";
import type { ClaimedEffect, Effect } from "./effects.ts";
import { effectColumns, isNotHeldUp, laneIsFree } from "./effects.ts";

/** Its instance is in service. */
const isInService = `not exists (select 1 from instance i where i.id = e.instance_id and i.status = 'parked')`;

/** Every programme that has a timer armed. It jumps from one to the next in the index, and reads no more of it. */
export const withProgrammes = `
  with recursive armed as (
    (select e.programme_id from effect e where e.kind = 'timer' and e.state = 'pending' order by e.programme_id limit 1)
    union all
    select (
      select e.programme_id from effect e
      where e.kind = 'timer' and e.state = 'pending' and e.programme_id > a.programme_id
      order by e.programme_id
      limit 1)
    from armed a
    where a.programme_id is not null
  )`;

/**
 * A page of timers that are due: each programme in its turn, within a programme in order of due time, within an instance
 * strictly. A programme with a hundred thousand takes no more of the page than its share, at least one row; a parked
 * instance's wait with it. Never more than `limit`, unless more programmes than that have something due.
 */
export async function dueTimers(db: Queryable, now: Date, limit: number): Promise<Effect[]> {
  const { rows } = await db.query<Effect>({
    name: "due-timers",
    text: `${withProgrammes}, busy as (
        select a.programme_id
        from armed a
        where a.programme_id is not null and exists (
          select 1 from effect e
          where e.programme_id = a.programme_id and e.kind = 'timer' and e.state = 'pending' and e.due_at <= $1)
      )
      select ${effectColumns}
      from busy b
      cross join lateral (
        select o.*, row_number() over (order by o.due_at, o.instance_id, o.seq, o.ordinal) as turn
        from (
          select e.* from effect e
          where e.programme_id = b.programme_id and e.kind = 'timer' and e.state = 'pending' and e.due_at <= $1
            and (e.retry_at is null or e.retry_at <= $1) and ${isInService} and ${isNotHeldUp}
          order by e.due_at, e.instance_id, e.seq, e.ordinal
          limit (select greatest(1, $2::int / count(*)) from busy)
        ) o
      ) e
      order by e.turn, e.due_at, e.instance_id, e.seq, e.ordinal`,
    values: [now, limit],
  });
  return rows;
}

/** When the next thing falls due, timers and delayed work alike; undefined when nothing waits for the clock. */
export async function nextDue(db: Db, kinds: "timers" | "all"): Promise<Date | undefined> {
  const { rows } = await db.query<{ dueAt: Date | null }>(
    `${withProgrammes}
     select least(
       (select min(f.due_at)
        from armed a
        cross join lateral (
          select e.due_at from effect e
          where e.programme_id = a.programme_id and e.kind = 'timer' and e.state = 'pending' and e.retry_at is null
            and ${isInService} and ${isNotHeldUp}
          order by e.due_at
          limit 1
        ) f),
       (select min(greatest(e.due_at, e.retry_at)) from effect e
        where e.kind = 'timer' and e.state = 'pending' and e.retry_at is not null
          and ${isInService} and ${isNotHeldUp}),
       case when $1 then (select min(due_at) from effect e where kind <> 'timer' and state = 'pending'
          and ${isInService} and ${laneIsFree}) end) as "dueAt"`,
    [kinds === "all"],
  );
  return rows[0]?.dueAt ?? undefined;
}

interface UnclaimedEffect extends ClaimedEffect {
  /** Which transaction wrote the row: work that was done and asked for again under its old key is another row. */
  readonly written: string;
}

/** Work that is due and that nobody holds: what a lost hint would have carried. */
export async function unclaimedWork(db: Db, now: Date, limit: number): Promise<UnclaimedEffect[]> {
  const { rows } = await db.query<UnclaimedEffect>({
    name: "unclaimed-work",
    text: `select ${effectColumns}, coalesce(l.attempt, 0) as attempt, e.xmin::text as written
      from effect e
      left join effect_lease l using (instance_id, seq, name)
      where e.kind <> 'timer' and e.state = 'pending' and e.due_at <= $1
        and (l.expires_at is null or l.expires_at < clock_timestamp())
        and ${isInService} and ${laneIsFree}
      order by e.due_at
      limit $2`,
    values: [now, limit],
  });
  return rows;
}

/** Names of work that is due and not yet done, held by somebody or not. */
export async function overdueWork(db: Db, now: Date): Promise<string[]> {
  const { rows } = await db.query<{ key: string }>(
    `select e.instance_id || '/' || e.seq || '/' || e.name as key
     from effect e
     where e.state = 'pending' and greatest(e.due_at, e.retry_at) <= $1
       and ${isInService} and ${laneIsFree} and ${isNotHeldUp}
     limit 100`,
    [now],
  );
  return rows.map((row) => row.key);
}
