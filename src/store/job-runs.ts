import type { Queryable, Tx } from "./database.ts";

export interface JobRun {
  readonly job: string;
  /** Which time it is, such as a programme and a day. */
  readonly occasion: string;
  /** When it was to begin. */
  readonly plannedAt: Date;
  readonly takenAt: Date;
  /** How much work it asked for. */
  readonly effects: number;
}

/** Take an occasion. Returns false when it was taken before: of many workers who try at once, one gets it. */
export async function takeOccasion(tx: Tx, run: Omit<JobRun, "effects">): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into job_run (job, occasion, planned_at, taken_at, effects) values ($1, $2, $3, $4, 0)
     on conflict do nothing`,
    [run.job, run.occasion, run.plannedAt, run.takenAt],
  );
  return rowCount === 1;
}

export async function noteEffects(tx: Tx, job: string, occasion: string, effects: number): Promise<void> {
  await tx.query("update job_run set effects = $3 where job = $1 and occasion = $2", [
    job,
    occasion,
    effects,
  ]);
}

/** Of these occasions, the ones nobody has taken. */
export async function untakenOccasions(
  db: Queryable,
  job: string,
  occasions: readonly string[],
): Promise<string[]> {
  const { rows } = await db.query<{ occasion: string }>(
    `select o.occasion from unnest($2::text[]) as o(occasion)
     where not exists (select 1 from job_run r where r.job = $1 and r.occasion = o.occasion)`,
    [job, occasions],
  );
  return rows.map((row) => row.occasion);
}

export async function lastRun(db: Queryable, job: string): Promise<JobRun | undefined> {
  const { rows } = await db.query<JobRun>(
    `select job, occasion, planned_at as "plannedAt", taken_at as "takenAt", effects
     from job_run where job = $1 order by planned_at desc limit 1`,
    [job],
  );
  return rows[0];
}
