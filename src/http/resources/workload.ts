/** For whoever operates the house: what waits, how long, who works on it, and what recurs. */
import type { z } from "zod";
import { workload } from "../../contract/workload.ts";
import { within } from "../../lib/within.ts";
import type { QueueName } from "../../queue/names.ts";
import { QUEUE_NAMES, queueOf } from "../../queue/names.ts";
import { nextDue } from "../../store/due-effects.ts";
import { listWorkers } from "../../store/worker-processes.ts";
import type { Waiting } from "../../store/workload.ts";
import { countTimers, countUnderWay, countWork } from "../../store/workload.ts";
import type { Api } from "../api.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";

/** A queue that does not answer soon is told as unreachable. */
const QUEUE_MS = 1_000;

export const workloadOperations: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/workload",
    id: "getWorkload",
    tag: "operating",
    summary: "Effects by queue and age, timers, the processes that take work, recurring jobs",
    description:
      "Effects are rows and the queue only a hint, so this is read from the rows; of very much work the oldest is counted.",
    needs: { data: "house", act: "keep" },
    success: { status: 200, description: "As it stands now.", schema: workload },
    async handle({ api }) {
      const { db, engine, jobs } = api;
      const now = await engine.now();
      const [work, timers, counts, workers, recurring, next, hints] = await Promise.all([
        countWork(db, now),
        countTimers(db, now),
        countUnderWay(db),
        listWorkers(db),
        jobs.list(),
        nextDue(db, "timers"),
        waitingHints(api),
      ]);
      const body: z.output<typeof workload> = {
        at: now.toISOString(),
        queues: QUEUE_NAMES.map((name) => presentQueue(name, hints.get(name), work.items)),
        isMore: work.isMore,
        ...counts,
        timers: {
          armed: timers.armed,
          due: timers.due,
          oldestDue: timers.oldestDue?.toISOString() ?? null,
          next: next?.toISOString() ?? null,
        },
        workers: workers.map(({ startedAt, seenAt, queues, ...rest }) => ({
          ...rest,
          queues: [...queues],
          startedAt: startedAt.toISOString(),
          seenAt: seenAt.toISOString(),
        })),
        jobs: recurring.map(({ name, does, lastAt, nextAt }) => ({
          name,
          does,
          lastAt: lastAt?.toISOString() ?? null,
          nextAt: nextAt?.toISOString() ?? null,
        })),
      };
      return { body };
    },
  }),
];

async function waitingHints({ queues }: Api): Promise<ReadonlyMap<QueueName, number | undefined>> {
  const asked = QUEUE_NAMES.map(async (name) => {
    const waiting = await within(QUEUE_MS, "The queue", queues.waiting(name)).catch(() => undefined);
    return [name, waiting] as const;
  });
  return new Map(await Promise.all(asked));
}

function presentQueue(name: QueueName, hints: number | undefined, work: readonly Waiting[]) {
  const own = work.filter(({ action }) => queueOf(action) === name);
  const sum = (count: (one: Waiting) => number): number => own.reduce((all, one) => all + count(one), 0);
  const oldest = own.flatMap(({ oldest: since }) => (since === null ? [] : [since.getTime()]));
  return {
    name,
    hints: hints ?? null,
    due: {
      underAMinute: sum((one) => one.underAMinute),
      underAnHour: sum((one) => one.underAnHour),
      underADay: sum((one) => one.underADay),
      older: sum((one) => one.older),
    },
    tried: sum(({ tried }) => tried),
    later: sum(({ later }) => later),
    oldest: oldest.length === 0 ? null : new Date(Math.min(...oldest)).toISOString(),
  };
}
