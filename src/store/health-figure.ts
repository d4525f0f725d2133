import type { Actor } from "../contract/actor.ts";
import { programmesRunBy } from "../contract/actor.ts";
import type { Queryable } from "./database.ts";

export interface HealthRow {
  /** Its Monday, `YYYY-MM-DD`. */
  readonly week: string;
  readonly deliveries: number;
  readonly refused: number;
  readonly held: number;
  readonly mails: number;
  readonly undeliverable: number;
  readonly parked: number;
  readonly gaveUp: number;
}

export interface HealthAsked {
  readonly programmeId: string | undefined;
  readonly from: Date;
  /** Not included. */
  readonly to: Date;
  /** In which weeks begin. */
  readonly zone: string;
}

/** By week, of the programmes that the caller runs; weeks in which nothing happened are left out. */
export async function healthByWeek(
  db: Queryable,
  { programmeId, from, to, zone }: HealthAsked,
  scope: Actor,
): Promise<HealthRow[]> {
  const { rows } = await db.query<HealthRow>(
    `with run as (
       select id from programme where ($1::uuid is null or id = $1) and ($2::uuid[] is null or id = any($2))
     ), happened as (
       select received_at as at, 1 as deliveries, (status = 'refused')::int as refused, (status = 'held')::int as held,
         0 as mails, 0 as undeliverable, 0 as parked, 0 as gave_up
       from run join delivery on programme_id = run.id
       where received_at >= $3 and received_at < $4
       union all
       select created_at, 0, 0, 0, 1, (status = 'undeliverable')::int, 0, 0
       from run join mail on programme_id = run.id
       where created_at >= $3 and created_at < $4
       union all
       select created_at, 0, 0, 0, 0, 0, (kind = 'parked')::int, (kind <> 'parked')::int
       from run join incident on programme_id = run.id
       where created_at >= $3 and created_at < $4
     )
     select to_char(date_trunc('week', at at time zone $5), 'YYYY-MM-DD') as week,
       sum(deliveries)::int as deliveries, sum(refused)::int as refused, sum(held)::int as held,
       sum(mails)::int as mails, sum(undeliverable)::int as undeliverable,
       sum(parked)::int as parked, sum(gave_up)::int as "gaveUp"
     from happened group by 1 order by 1`,
    [programmeId ?? null, programmesRunBy(scope), from, to, zone],
  );
  return rows;
}
