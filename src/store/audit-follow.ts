/** Follows the journal for the trail of audit, so that each of its rows is seen once and none that commits late is missed. */
import type { Tx } from "./database.ts";
import type { Origin } from "./journal.ts";

/** A journal row, without what was said in it. */
export interface FollowedRow {
  readonly instanceId: string;
  readonly seq: number;
  readonly hash: string;
  readonly position: number;
  readonly programmeId: string;
  readonly workflow: string;
  readonly origin: Origin;
  readonly actorId: string;
  readonly onBehalfOf: string | null;
  readonly event: string;
  /** Names of guards that were waived. */
  readonly waived: readonly string[];
  readonly enteredAt: Date;
}

/** A row gets its place a moment before its transaction gets a number: this is far more than a moment. */
const SETTLE_MS = 1_000;

/**
 * How far the journal may be followed now: from after `followed` up to `until`. Undefined when another process follows it.
 * The bookmark is locked until the transaction ends.
 */
export async function lockFollowing(
  tx: Tx,
): Promise<{ readonly followed: number; readonly until: number } | undefined> {
  const { rows } = await tx.query<{ followed: number; marked: number; isSettled: boolean }>(
    `select followed, marked,
       marked_xid <= pg_snapshot_xmin(pg_current_snapshot())
         and marked_at < clock_timestamp() - interval '${SETTLE_MS} milliseconds' as "isSettled"
     from audit_follow for update skip locked`,
  );
  const found = rows[0];
  if (found === undefined) return undefined;
  const { followed, marked, isSettled } = found;
  return { followed, until: isSettled ? marked : followed };
}

/** Rows that can be followed, in order of their place. */
export async function readFollowed(
  tx: Tx,
  { followed, until }: { readonly followed: number; readonly until: number },
  limit: number,
): Promise<FollowedRow[]> {
  const { rows } = await tx.query<FollowedRow>(
    `select j.instance_id as "instanceId", j.seq, j.hash, j.position, i.programme_id as "programmeId", i.workflow,
       j.origin, j.actor->>'id' as "actorId", j.on_behalf_of as "onBehalfOf", j.event->>'type' as event,
       coalesce(array(
         select w->>'guard'
         from jsonb_array_elements(
           case when jsonb_typeof(j.event->'waivers') = 'array' then j.event->'waivers' else '[]'::jsonb end
           || case when jsonb_typeof(j.event->'waiver') = 'object' then jsonb_build_array(j.event->'waiver')
                else '[]'::jsonb end) w
         where w->>'guard' is not null), '{}') as waived,
       j.entered_at as "enteredAt"
     from journal j
     join instance i on i.id = j.instance_id
     where j.position > $1 and j.position <= $2
     order by j.position
     limit $3`,
    [followed, until, limit],
  );
  return rows;
}

/** Remember how far it was followed; once all that was marked is, mark how far it reaches now. */
export async function markFollowed(tx: Tx, followed: number, isCaughtUp: boolean): Promise<void> {
  await tx.query("update audit_follow set followed = $1 where followed <> $1", [followed]);
  if (!isCaughtUp) return;
  await tx.query(
    `update audit_follow
     set marked = j.top, marked_xid = pg_snapshot_xmax(pg_current_snapshot()), marked_at = clock_timestamp()
     from (select coalesce(max(position), 0) as top from journal) j
     where j.top > marked`,
  );
}
