/**
 * Recurring jobs. Something wakes `tick` from time to time; what is to be done follows from rows alone. Losing the
 * wake-up delays a job, doubling it does nothing: an occasion is taken once, and its work is effect rows written in the
 * same transaction.
 */
import type { Log } from "../lib/log.ts";
import type { NewEffect } from "../store/effect-writes.ts";
import { inTransaction } from "../store/database.ts";
import type { Queryable } from "../store/database.ts";
import { lastRun, noteEffects, takeOccasion, untakenOccasions } from "../store/job-runs.ts";
import { askFor } from "../store/work.ts";
import type { Engine } from "./engine.ts";
import type { Relay } from "./relay.ts";

/** One time that a job is to run. */
interface Occasion {
  /** Unique for the job, such as a programme's id and a day. */
  readonly key: string;
  readonly plannedAt: Date;
}

export interface Job {
  readonly name: string;
  /** One plain sentence for operators. */
  readonly does: string;
  /** The occasions that have begun and are not yet over. Older ones are not made up for. */
  begun(db: Queryable, now: Date): Promise<readonly Occasion[]>;
  /** When the next occasion begins; undefined when there is none. */
  next(db: Queryable, now: Date): Promise<Date | undefined>;
  /** The work of one occasion, as effect rows. */
  plan(db: Queryable, occasion: Occasion, now: Date): Promise<readonly NewEffect[]>;
}

interface JobStatus {
  readonly name: string;
  readonly does: string;
  readonly lastAt: Date | undefined;
  readonly nextAt: Date | undefined;
}

export interface Jobs {
  /** Take every occasion that has begun. Returns how many were taken here. */
  tick(): Promise<number>;
  /** When `tick` has something to do next. */
  nextAt(): Promise<Date | undefined>;
  list(): Promise<JobStatus[]>;
}

export function createJobs(engine: Engine, relay: Relay, jobs: readonly Job[], log: Log): Jobs {
  const { db } = engine;

  async function runJob(job: Job, now: Date): Promise<number> {
    const begun = await job.begun(db, now);
    const keys = begun.map((occasion) => occasion.key);
    const untaken = new Set(await untakenOccasions(db, job.name, keys));
    let taken = 0;
    for (const occasion of begun) {
      if (untaken.has(occasion.key) && (await takeOne(job, occasion, now))) taken += 1;
    }
    return taken;
  }

  async function takeOne(job: Job, occasion: Occasion, now: Date): Promise<boolean> {
    const effects = await inTransaction(db, async (tx) => {
      const run = { job: job.name, occasion: occasion.key, plannedAt: occasion.plannedAt, takenAt: now };
      if (!(await takeOccasion(tx, run))) return undefined;
      const planned = await job.plan(tx, occasion, now);
      await askFor(tx, planned);
      await noteEffects(tx, job.name, occasion.key, planned.length);
      return planned;
    });
    if (effects === undefined) return false;
    await relay.hint(effects);
    return true;
  }

  return {
    async tick() {
      const now = await engine.now();
      let taken = 0;
      for (const job of jobs) {
        try {
          taken += await runJob(job, now);
        } catch (error) {
          log.warn({ job: job.name, err: error }, "A job could not be run and will be tried again");
        }
      }
      return taken;
    },
    async nextAt() {
      const now = await engine.now();
      const times = await Promise.all(jobs.map((job) => job.next(db, now)));
      return times.filter((time) => time !== undefined).toSorted((a, b) => a.getTime() - b.getTime())[0];
    },
    async list() {
      const now = await engine.now();
      return await Promise.all(
        jobs.map(async (job) => ({
          name: job.name,
          does: job.does,
          lastAt: (await lastRun(db, job.name))?.takenAt,
          nextAt: await job.next(db, now),
        })),
      );
    },
  };
}
