/** How many charts stand where, and which were taken out of service: for those who operate them. */
import type { Actor } from "../contract/actor.ts";
import { programmesRunBy } from "../contract/actor.ts";
import type { Queryable } from "./database.ts";

export interface StandingCount {
  readonly version: number;
  readonly stage: string | null;
  readonly state: string;
  /** That have not ended, the parked ones among them. */
  readonly live: number;
  readonly parked: number;
}

/** Of a workflow's charts that have not ended. */
export async function countStandings(
  db: Queryable,
  workflow: string,
  programmeId: string | undefined,
  scope: Actor,
): Promise<StandingCount[]> {
  const { rows } = await db.query<StandingCount>(
    `select version, stage, state, count(*) as live, count(*) filter (where status = 'parked') as parked
     from instance
     where workflow = $1 and status <> 'done' and ($2::uuid is null or programme_id = $2)
       and ($3::uuid[] is null or programme_id = any($3))
     group by version, stage, state
     order by version, stage, state`,
    [workflow, programmeId ?? null, programmesRunBy(scope)],
  );
  return rows;
}

export interface Parked {
  readonly id: string;
  readonly workflow: string;
  readonly version: number;
  readonly programmeId: string;
  readonly stage: string | null;
  readonly state: string;
  readonly reason: string;
  readonly since: Date | null;
  /** What it could not take, as the incident names it; null when the incident names nothing. */
  readonly effect: string | null;
  readonly attempts: number | null;
  /** How much other work of it waits meanwhile: timers, and what it asked for. */
  readonly waiting: number;
}

/** A page in order of id. */
export async function listParked(
  db: Queryable,
  filter: {
    readonly workflow: string | undefined;
    readonly programmeId: string | undefined;
    readonly afterId: string | undefined;
    readonly limit: number;
  },
  scope: Actor,
): Promise<Parked[]> {
  const { rows } = await db.query<Parked>(
    `select i.id, i.workflow, i.version, i.programme_id as "programmeId", i.stage, i.state,
       coalesce(i.parked_reason, '') as reason, c.created_at as since, c.effect, e.attempts,
       (select count(*) from effect w where w.instance_id = i.id) as waiting
     from instance i
     left join lateral (
       select created_at, effect from incident
       where instance_id = i.id and kind = 'parked' and resolved_at is null
       order by created_at desc limit 1) c on true
     -- The effect may be another chart's: a signal on its way here.
     left join lateral (
       select split_part(c.effect, '/', 1)::uuid as instance_id, split_part(c.effect, '/', 2)::bigint as seq
       where c.effect ~ '^[0-9a-f-]{36}/[0-9]+/.') k on true
     left join effect e on e.instance_id = k.instance_id and e.seq = k.seq
       and c.effect = e.instance_id || '/' || e.seq || '/' || e.name
     where i.status = 'parked'
       and ($1::text is null or i.workflow = $1) and ($2::uuid is null or i.programme_id = $2)
       and ($3::uuid is null or i.id > $3) and ($5::uuid[] is null or i.programme_id = any($5))
     order by i.id
     limit $4`,
    [
      filter.workflow ?? null,
      filter.programmeId ?? null,
      filter.afterId ?? null,
      filter.limit,
      programmesRunBy(scope),
    ],
  );
  return rows;
}
