/** Changes to effect rows: the parts of the statement that writes a batch, and what is changed beside a batch. */
import type { Queryable, Tx } from "./database.ts";
import { instantText, instantTextOrNull } from "../lib/instant-text.ts";
import type { Effect, EffectKey } from "./effects.ts";
import { keyArrays } from "./effects.ts";

const writtenColumns = `
  "instanceId" uuid, seq bigint, name text, kind text, action text, payload jsonb, lane text, ordinal int,
  "programmeId" uuid, rule jsonb, "dueAt" timestamptz, "remainingMs" bigint, "countedFrom" timestamptz,
  state text, "createdAt" timestamptz`;

export type NewEffect = Omit<Effect, "attempts" | "outcome" | "lastError" | "retryAt" | "countedFrom"> &
  Partial<Pick<Effect, "countedFrom">>;

/** As the statement that writes a batch reads it. */
export const newEffectText = ({ dueAt, createdAt, countedFrom, ...rest }: NewEffect): string =>
  JSON.stringify({
    ...rest,
    dueAt: instantTextOrNull(dueAt),
    createdAt: instantText(createdAt),
    countedFrom: instantTextOrNull(countedFrom),
  });

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
     ), unpromised as (
       update instance i set deadlines = i.deadlines - substr(d.name, length('timer:') + 1)
       from dropped d
       where i.id = d.instance_id and d.name like 'timer:%'
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
  await moveDeadlines(tx, moves);
}

/** The instances say of some of these timers what is promised. */
async function moveDeadlines(
  tx: Tx,
  moves: readonly (EffectKey & { readonly dueAt: Date })[],
): Promise<void> {
  await tx.query(
    `update instance i
     set deadlines = i.deadlines || m.moved
     from (
       select d.id, jsonb_object_agg(q.timer, d.deadlines -> q.timer || jsonb_build_object('at', q.at)) as moved
       from unnest($1::uuid[], $2::text[], $3::text[]) as q(instance_id, timer, at)
       join instance d on d.id = q.instance_id and d.deadlines ? q.timer
       group by d.id) m
     where i.id = m.id`,
    [
      moves.map((move) => move.instanceId),
      moves.map((move) => move.name.replace(/^timer:/, "")),
      moves.map((move) => move.dueAt.toISOString()),
    ],
  );
}
