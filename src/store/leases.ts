import type { Json } from "../../workflows/workflow.ts";
import type { Db, Queryable } from "./database.ts";
import type { ClaimedEffect, EffectKey } from "./effects.ts";
import { effectColumns, keyArrays, laneIsFree } from "./effects.ts";

/** An effect somebody holds the lease of. `attempt` counts the claims; only the current one may postpone. */
export type Claim = ClaimedEffect;

interface Holder {
  readonly holder: string;
  readonly leaseMs: number;
  /** Domain time: work is not claimed before it is due. */
  readonly now: Date;
}

/**
 * Claim those of the named effects that are due, that nobody holds and whose lane is free. The rows are locked
 * while the leases are taken, which keeps apart a claim and the end of the same work.
 */
export async function claimEffects(db: Db, keys: readonly EffectKey[], by: Holder): Promise<Claim[]> {
  if (keys.length === 0) return [];
  return await claim(
    db,
    "claim-effects",
    `join unnest($4::uuid[], $5::bigint[], $6::text[]) as q(instance_id, seq, name) using (instance_id, seq, name)`,
    by,
    keyArrays(keys),
  );
}

/** Claim what now stands first in a lane, after the one before it ended. */
export async function claimNextInLane(
  db: Db,
  instanceId: string,
  lane: string,
  by: Holder,
): Promise<Claim[]> {
  return await claim(
    db,
    "claim-lane",
    `join (select $4::uuid as instance_id, $5::text as lane) q on q.instance_id = e.instance_id and q.lane = e.lane`,
    by,
    [instanceId, lane],
  );
}

async function claim(db: Db, name: string, join: string, by: Holder, values: unknown[]): Promise<Claim[]> {
  const { rows } = await db.query<Claim>({
    name,
    text: `
      with ready as (
        select e.*
        from effect e
        ${join}
        where e.kind <> 'timer' and e.state = 'pending' and e.due_at <= $3
          and not exists (select 1 from instance i where i.id = e.instance_id and i.status = 'parked')
          and ${laneIsFree}
        for update of e skip locked
      ), taken as (
        insert into effect_lease (instance_id, seq, name, attempt, holder, expires_at)
        select instance_id, seq, name, 1, $1, clock_timestamp() + $2::float8 * interval '1 millisecond'
        from ready
        order by instance_id, seq, name
        on conflict (instance_id, seq, name) do update
          set attempt = effect_lease.attempt + 1, holder = excluded.holder, expires_at = excluded.expires_at
          where effect_lease.expires_at < clock_timestamp()
        returning instance_id, seq, name, attempt
      )
      select ${effectColumns}, t.attempt
      from ready e
      join taken t using (instance_id, seq, name)
      order by e.instance_id, e.seq, e.ordinal`,
    values: [by.holder, by.leaseMs, by.now, ...values],
  });
  return rows;
}

/** Keep the leases of work still under way. Returns the keys that are still ours. */
export async function renewLeases(
  db: Db,
  keys: readonly EffectKey[],
  { holder, leaseMs }: Pick<Holder, "holder" | "leaseMs">,
): Promise<void> {
  if (keys.length === 0) return;
  await db.query({
    name: "renew-leases",
    text: `
      update effect_lease l
      set expires_at = clock_timestamp() + $2::float8 * interval '1 millisecond'
      from unnest($3::uuid[], $4::bigint[], $5::text[]) as q(instance_id, seq, name)
      where l.instance_id = q.instance_id and l.seq = q.seq and l.name = q.name and l.holder = $1`,
    values: [holder, leaseMs, ...keyArrays(keys)],
  });
}

/** The work is done and asks for no event: take the rows away. Counts while the row exists, whoever says it. */
export async function finishEffects(db: Queryable, keys: readonly EffectKey[]): Promise<void> {
  if (keys.length === 0) return;
  await db.query({
    name: "finish-effects",
    text: `
      with q as (
        select * from unnest($1::uuid[], $2::bigint[], $3::text[]) as q(instance_id, seq, name)
      ), released as (
        delete from effect_lease l using q
        where l.instance_id = q.instance_id and l.seq = q.seq and l.name = q.name
      )
      delete from effect e using q
      where e.instance_id = q.instance_id and e.seq = q.seq and e.name = q.name`,
    values: keyArrays(keys),
  });
}

/** Leases of rows that a step has taken away. */
export const deleteLeases = (parameter: string): string => `
  delete from effect_lease l
  using jsonb_to_recordset(${parameter}::jsonb) as r("instanceId" uuid, seq bigint, name text)
  where l.instance_id = r."instanceId" and l.seq = r.seq and l.name = r.name`;

/** Leases of activities that a step has cancelled; `*` means all of the instance. */
export const deleteCancelledLeases = (parameter: string): string => `
  delete from effect_lease l
  using jsonb_to_recordset(${parameter}::jsonb) as r("instanceId" uuid, "beforeSeq" bigint, name text)
  where l.instance_id = r."instanceId" and l.seq < r."beforeSeq"
    and (l.name = r.name or (r.name = '*' and l.name like 'invoke:%'))`;

interface Postponement {
  readonly key: EffectKey;
  readonly attempt: number;
  readonly dueAt: Date;
  readonly reason: string;
  /** Set when the work itself is done and only its event could not be taken yet. */
  readonly outcome?: Json;
}

/** Try again later. Counts only from the current attempt: a slow worker cannot postpone what another is doing. */
export async function postponeEffect(
  db: Db,
  { key, attempt, dueAt, reason, outcome }: Postponement,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `with current as (
       update effect_lease
       set expires_at = '-infinity'
       where instance_id = $1 and seq = $2 and name = $3 and attempt = $4
       returning instance_id, seq, name
     )
     update effect e
     set due_at = $5, attempts = e.attempts + 1, last_error = $6, outcome = coalesce($7::jsonb, e.outcome)
     from current c
     where e.instance_id = c.instance_id and e.seq = c.seq and e.name = c.name`,
    [
      key.instanceId,
      key.seq,
      key.name,
      attempt,
      dueAt,
      reason,
      outcome === undefined ? null : JSON.stringify(outcome),
    ],
  );
  return rowCount === 1;
}

/** Stop trying. The row stays, so that a person can see it and have it tried again. */
export async function giveUpEffect(
  db: Queryable,
  key: EffectKey,
  attempt: number,
  reason: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `with current as (
       delete from effect_lease where instance_id = $1 and seq = $2 and name = $3 and attempt = $4
       returning instance_id, seq, name
     )
     update effect e
     set state = 'gave-up', attempts = e.attempts + 1, last_error = $5
     from current c
     where e.instance_id = c.instance_id and e.seq = c.seq and e.name = c.name`,
    [key.instanceId, key.seq, key.name, attempt, reason],
  );
  return rowCount === 1;
}

/** Let the row be claimed again as soon as it is due; the attempt number stays. Counts only from the current attempt. */
export async function releaseLease(db: Queryable, claim: Claim): Promise<void> {
  await db.query(
    `update effect_lease set expires_at = '-infinity'
     where instance_id = $1 and seq = $2 and name = $3 and attempt = $4`,
    [claim.instanceId, claim.seq, claim.name, claim.attempt],
  );
}
