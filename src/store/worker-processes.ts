/** Which processes take work, by what they last said of themselves. Real time. */
import type { Queryable } from "./database.ts";

export interface WorkerProcess {
  /** The name that its leases bear. */
  readonly id: string;
  readonly queues: readonly string[];
  readonly startedAt: Date;
  readonly seenAt: Date;
  /** It was heard of within the last minute. */
  readonly isAlive: boolean;
  /** Effects that it carries out just now. */
  readonly holds: number;
}

/** Note it, and forget those that have been silent for a day. */
export async function saySomebodyWorks(
  db: Queryable,
  { id, queues }: Pick<WorkerProcess, "id" | "queues">,
): Promise<void> {
  await db.query(
    `with silent as (
       delete from worker_process where id <> $1 and seen_at < clock_timestamp() - interval '1 day'
     )
     insert into worker_process (id, queues) values ($1, $2)
     on conflict (id) do update set seen_at = clock_timestamp()`,
    [id, queues],
  );
}

export async function forgetWorker(db: Queryable, id: string): Promise<void> {
  await db.query("delete from worker_process where id = $1", [id]);
}

/** Those heard of within the last day, the longest at work first. */
export async function listWorkers(db: Queryable): Promise<WorkerProcess[]> {
  const { rows } = await db.query<WorkerProcess>(
    `select w.id, w.queues, w.started_at as "startedAt", w.seen_at as "seenAt",
       w.seen_at > clock_timestamp() - interval '1 minute' as "isAlive", coalesce(l.holds, 0)::int as holds
     from worker_process w
     left join (
       select holder, count(*) as holds from effect_lease where expires_at > clock_timestamp() group by holder
     ) l on l.holder = w.id::text
     order by w.started_at, w.id
     limit 200`,
  );
  return rows;
}
