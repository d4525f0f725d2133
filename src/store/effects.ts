import type { Json, JsonObject, TimerRule } from "../../workflows/workflow.ts";
import type { Db, Queryable, Tx } from "./database.ts";

/** `seq` is the journal row that asked for it: the generation that tells a re-armed timer from the one before. */
export interface EffectKey {
  readonly instanceId: string;
  readonly seq: number;
  readonly name: string;
}

type EffectKind = "act" | "invoke" | "signal" | "timer";

/** A piece of work asked for and not yet done. The row lives while the work is pending. */
export interface Effect extends EffectKey {
  readonly kind: EffectKind;
  /** What to do: the action's or activity's name; for a timer its id. */
  readonly action: string;
  readonly payload: JsonObject;
  readonly lane: string | null;
  readonly ordinal: number;
  readonly programmeId: string;
  readonly rule: TimerRule | null;
  readonly dueAt: Date | null;
  /** When a timer that could not be taken is tried again; its due time keeps its place in the order. */
  readonly retryAt: Date | null;
  /**
   * What was left of a timer when it was paused, in milliseconds of working time when the rule counts working days. It
   * stays when the timer goes on: from `countedFrom` on, so much time has to pass.
   */
  readonly remainingMs: number | null;
  /** When a paused timer went on; null for one that counts from `createdAt`. */
  readonly countedFrom: Date | null;
  readonly state: "pending" | "paused" | "gave-up";
  readonly attempts: number;
  /** How the work ended, kept while the instance cannot take the event that says so. */
  readonly outcome: Json;
  readonly lastError: string | null;
  readonly createdAt: Date;
}

export const effectColumns = `
  e.instance_id as "instanceId", e.seq, e.name, e.kind, e.action, e.payload, e.lane, e.ordinal,
  e.programme_id as "programmeId", e.rule, e.due_at as "dueAt", e.retry_at as "retryAt", e.remaining_ms as "remainingMs",
  e.counted_from as "countedFrom", e.state,
  e.attempts, e.outcome, e.last_error as "lastError", e.created_at as "createdAt"`;

/** As one text, for hints and message ids. */
export const effectKeyText = ({ instanceId, seq, name }: EffectKey): string => `${instanceId}/${seq}/${name}`;

export function parseEffectKey(text: string): EffectKey {
  const [instanceId = "", seq = "", ...name] = text.split("/");
  return { instanceId, seq: Number(seq), name: name.join("/") };
}

/** Parallel arrays, as `unnest` wants them. */
export const keyArrays = (keys: readonly EffectKey[]): [string[], number[], string[]] => [
  keys.map((key) => key.instanceId),
  keys.map((key) => key.seq),
  keys.map((key) => key.name),
];

export async function readTimers(db: Queryable, instanceIds: readonly string[]): Promise<Effect[]> {
  const { rows } = await db.query<Effect>(
    `select ${effectColumns} from effect e where e.instance_id = any($1::uuid[]) and e.kind = 'timer'
     order by e.due_at nulls last`,
    [instanceIds],
  );
  return rows;
}

/** An effect and how often it has been claimed: the number of the attempt that is under way, or was last. */
export interface ClaimedEffect extends Effect {
  readonly attempt: number;
}

/** Timers of one instance fire in order: one that could not be taken holds up those that fall due after it. */
const isNotHeldUp = `
  (e.kind <> 'timer' or not exists (
    select 1 from effect o
    where o.instance_id = e.instance_id and o.kind = 'timer' and o.state = 'pending' and o.retry_at is not null
      and (o.due_at, o.seq, o.ordinal) < (e.due_at, e.seq, e.ordinal)))`;

/** Timers and running activities of several instances: what a migration has to decide about. */
export async function readTimersAndActivities(
  db: Queryable,
  instanceIds: readonly string[],
): Promise<Effect[]> {
  const { rows } = await db.query<Effect>(
    `select ${effectColumns} from effect e
     where e.instance_id = any($1::uuid[]) and e.kind in ('timer', 'invoke')
     order by e.instance_id, e.seq, e.ordinal`,
    [instanceIds],
  );
  return rows;
}

/** Those of the named effects that are there; a timer that is held up by an earlier one is left out. */
export async function readEffects(db: Queryable, keys: readonly EffectKey[]): Promise<ClaimedEffect[]> {
  if (keys.length === 0) return [];
  const { rows } = await db.query<ClaimedEffect>({
    name: "read-effects",
    text: `select ${effectColumns}, coalesce(l.attempt, 0) as attempt
      from effect e
      left join effect_lease l using (instance_id, seq, name)
      join unnest($1::uuid[], $2::bigint[], $3::text[]) as q(instance_id, seq, name) using (instance_id, seq, name)
      where ${isNotHeldUp}`,
    values: keyArrays(keys),
  });
  return rows;
}

/** Nothing asked for earlier in the same lane is still to be done. */
export const laneIsFree = `
  (e.lane is null or not exists (
    select 1 from effect o
    where o.instance_id = e.instance_id and o.lane = e.lane and o.state = 'pending'
      and (o.seq, o.ordinal) < (e.seq, e.ordinal)))`;

/** Its instance is in service. */
const isInService = `not exists (select 1 from instance i where i.id = e.instance_id and i.status = 'parked')`;

/** Every programme that has a timer armed. It jumps from one to the next in the index, and reads no more of it. */
const withProgrammes = `
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

/** Work that is due and that nobody holds: what a lost hint would have carried. */
export async function unclaimedWork(db: Db, now: Date, limit: number): Promise<ClaimedEffect[]> {
  const { rows } = await db.query<ClaimedEffect>({
    name: "unclaimed-work",
    text: `select ${effectColumns}, coalesce(l.attempt, 0) as attempt
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

const writtenColumns = `
  "instanceId" uuid, seq bigint, name text, kind text, action text, payload jsonb, lane text, ordinal int,
  "programmeId" uuid, rule jsonb, "dueAt" timestamptz, "remainingMs" bigint, "countedFrom" timestamptz,
  state text, "createdAt" timestamptz`;

/** Part of the one statement that writes a batch. */
export const insertEffects = (parameter: string): string => `
  insert into effect (
    instance_id, seq, name, kind, action, payload, lane, ordinal, programme_id, rule, due_at, remaining_ms, counted_from,
    state, created_at)
  select "instanceId", seq, name, kind, action, payload, lane, ordinal, "programmeId", rule, "dueAt",
    "remainingMs", "countedFrom", state, "createdAt"
  from jsonb_to_recordset(${parameter}::jsonb) as r(${writtenColumns})`;

/** Part of the one statement that writes a batch: effects whose outcome or firing the step has taken. */
export const deleteEffects = (parameter: string): string => `
  delete from effect e
  using jsonb_to_recordset(${parameter}::jsonb) as r("instanceId" uuid, seq bigint, name text)
  where e.instance_id = r."instanceId" and e.seq = r.seq and e.name = r.name`;

/**
 * Part of the one statement that writes a batch: timers and activities of generations before `beforeSeq`. The name
 * `*` means all of them, when the instance has ended.
 */
export const cancelEffects = (parameter: string): string => `
  delete from effect e
  using jsonb_to_recordset(${parameter}::jsonb) as r("instanceId" uuid, "beforeSeq" bigint, name text)
  where e.instance_id = r."instanceId" and e.seq < r."beforeSeq"
    and (e.name = r.name or (r.name = '*' and e.kind in ('timer', 'invoke')))`;

/** Part of the one statement that writes a batch: pauses, resumes and postponements. */
export const updateEffects = (parameter: string): string => `
  update effect e
  set state = r.state, due_at = r."dueAt", retry_at = r."retryAt", remaining_ms = r."remainingMs",
    counted_from = r."countedFrom", attempts = r.attempts,
    outcome = r.outcome, last_error = r."lastError"
  from jsonb_to_recordset(${parameter}::jsonb) as r(
    "instanceId" uuid, seq bigint, name text, state text, "dueAt" timestamptz, "retryAt" timestamptz,
    "remainingMs" bigint, "countedFrom" timestamptz, attempts int,
    outcome jsonb, "lastError" text)
  where e.instance_id = r."instanceId" and e.seq = r.seq and e.name = r.name`;

/** Try failed timers, outcomes and given-up work of an instance again, at once. Returns how many. */
export async function retryEffects(db: Queryable, instanceId: string, now: Date): Promise<number> {
  const { rowCount } = await db.query(
    `update effect set state = 'pending', attempts = 0, retry_at = null, due_at = case kind when 'timer' then due_at else $2 end
     where instance_id = $1 and (state = 'gave-up' or (state = 'pending' and attempts > 0))`,
    [instanceId, now],
  );
  return rowCount ?? 0;
}

/**
 * Take away an effect of this instance that was given up, or `evenPending` any of them and signals on their way to it.
 * Returns false when there is none such.
 */
export async function dropEffect(
  db: Queryable,
  instanceId: string,
  key: EffectKey,
  { evenPending }: { evenPending: boolean },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `with dropped as (
       delete from effect
       where instance_id = $1 and seq = $2 and name = $3
         and ((instance_id = $4 and (state = 'gave-up' or $5)) or (kind = 'signal' and payload->>'to' = $4::text and $5))
       returning instance_id, seq, name
     ), released as (
       delete from effect_lease l using dropped d
       where l.instance_id = d.instance_id and l.seq = d.seq and l.name = d.name
     )
     select 1 from dropped`,
    [key.instanceId, key.seq, key.name, instanceId, evenPending],
  );
  return rowCount === 1;
}

/** Count a failure that could not be written with the step itself. Returns how often it has failed by now. */
export async function countFailure(
  db: Queryable,
  key: EffectKey,
  { againAt, reason }: { againAt: Date; reason: string },
): Promise<number> {
  const { rows } = await db.query<{ attempts: number }>(
    `update effect set attempts = attempts + 1, last_error = $5,
       retry_at = case kind when 'timer' then $4::timestamptz end,
       due_at = case kind when 'timer' then due_at else $4::timestamptz end
     where instance_id = $1 and seq = $2 and name = $3 and state = 'pending'
     returning attempts`,
    [key.instanceId, key.seq, key.name, againAt, reason],
  );
  return rows[0]?.attempts ?? 0;
}

/** A page of instances of a programme with timers that a calendar decides and that are running, in id order. */
export async function instancesOnCalendar(
  db: Queryable,
  programmeId: string,
  { afterId, limit }: { afterId: string | undefined; limit: number },
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select distinct e.instance_id as id
     from effect e
     where e.programme_id = $1 and e.kind = 'timer' and e.state = 'pending' and e.rule->>'unit' = 'workingDays'
       and ($2::uuid is null or e.instance_id > $2)
     order by e.instance_id
     limit $3`,
    [programmeId, afterId ?? null, limit],
  );
  return rows.map((row) => row.id);
}

/** Give timers new due times; the instances they belong to are locked. */
export async function moveTimers(
  tx: Tx,
  moves: readonly (EffectKey & { readonly dueAt: Date })[],
): Promise<void> {
  if (moves.length === 0) return;
  await tx.query(
    `update effect e
     set due_at = q.due_at
     from unnest($1::uuid[], $2::bigint[], $3::text[], $4::timestamptz[]) as q(instance_id, seq, name, due_at)
     where e.instance_id = q.instance_id and e.seq = q.seq and e.name = q.name`,
    [...keyArrays(moves), moves.map((move) => move.dueAt)],
  );
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
