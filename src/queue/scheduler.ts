/** Wakes recurring work by a BullMQ job scheduler: once in all processes, as long as the queue remembers it. */
import type { QueueBackend } from "./backend.ts";
import { openQueue, openWorker } from "./backend.ts";

export interface Scheduler {
  close(): Promise<void>;
}

const QUEUE = "convoke-jobs";

/**
 * Call `wake` every `everyMs`, in one of the processes that share the queue. Registering the same name again changes
 * nothing. The queue may forget the scheduler, or wake twice: whoever is woken looks at rows to know what to do.
 */
export async function openScheduler(
  backend: QueueBackend,
  {
    name,
    everyMs,
    wake,
    onError,
  }: {
    name: string;
    everyMs: number;
    wake: () => Promise<void>;
    onError: (error: unknown) => void;
  },
): Promise<Scheduler> {
  const queue = openQueue(backend, QUEUE, onError);
  const worker = openWorker(backend, QUEUE, { concurrency: 1, work: wake, onError });
  await queue.every(name, everyMs).catch(onError);
  return {
    async close() {
      await worker.close();
      await queue.close();
    },
  };
}
