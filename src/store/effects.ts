import type { Json, JsonObject, TimerRule } from "../../workflows/workflow.ts";
import type { Queryable } from "./database.ts";

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
export const isNotHeldUp = `
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
