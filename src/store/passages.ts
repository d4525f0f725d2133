/** Stays of engagements in their states, taken from the journal. */
import type { Tx } from "./database.ts";

/**
 * Note what the rows of a stretch of the journal say. Every row of the stretch and all before it have been committed, and none
 * is noted twice.
 */
export async function notePassages(
  tx: Tx,
  { after, until }: { readonly after: number; readonly until: number },
): Promise<void> {
  await tx.query(
    `with arrivals as (
       select j.instance_id, j.seq, j.stage, j.state, j.entered_at,
         lead(j.entered_at) over (partition by j.instance_id order by j.seq) as left_at,
         row_number() over (partition by j.instance_id order by j.seq) as nth
       from journal j
       join instance i on i.id = j.instance_id and i.workflow = 'engagement'
       left join journal b on b.instance_id = j.instance_id and b.seq = j.seq - 1
       where j.position > $1 and j.position <= $2
         and (b.seq is null or b.state <> j.state or b.stage is distinct from j.stage)),
     left_behind as (
       update engagement_passage p set left_at = a.entered_at
       from arrivals a
       where a.nth = 1 and p.instance_id = a.instance_id and p.left_at is null)
     insert into engagement_passage (instance_id, seq, stage, state, entered_at, left_at)
     select instance_id, seq, stage, state, entered_at, left_at from arrivals
     on conflict do nothing`,
    [after, until],
  );
  await tx.query(
    `update engagement_passage p set overdue = p.overdue || o.types
     from (
       select q.instance_id, q.seq, array_agg(j.event ->> 'type' order by j.seq) as types
       from journal j
       cross join lateral (
         select instance_id, seq from engagement_passage
         where instance_id = j.instance_id and seq <= j.seq order by seq desc limit 1) q
       where j.position > $1 and j.position <= $2 and j.event ->> 'type' like '%.overdue'
       group by q.instance_id, q.seq) o
     where p.instance_id = o.instance_id and p.seq = o.seq`,
    [after, until],
  );
}
