import { newId } from "../lib/ids.ts";
import type { OpenQueue, OpenWorker, QueueBackend } from "./backend.ts";
import { openQueue, openWorker } from "./backend.ts";
import type { Hint } from "./hint.ts";
import { HINT_EFFECTS_MAX, hintSchema } from "./hint.ts";
import type { QueueName } from "./names.ts";

export interface Queues {
  /** Say that these effects may be ready. Never throws: a hint that gets lost is swept up. */
  hint(name: QueueName, effects: readonly string[]): Promise<void>;
  /** Take hints from a queue, `concurrency` of them at a time. */
  work(name: QueueName, concurrency: number, perform: (hint: Hint) => Promise<void>): void;
  /** How many hints wait; undefined when the queue cannot be asked. */
  waiting(name: QueueName): Promise<number | undefined>;
  /** Let running work end and take no more. */
  stopWorkers(): Promise<void>;
  close(): Promise<void>;
}

export function openQueues(backend: QueueBackend, onError: (error: unknown) => void): Queues {
  const queues = new Map<QueueName, OpenQueue>();
  const workers: OpenWorker[] = [];

  function queue(name: QueueName): OpenQueue {
    const opened = queues.get(name) ?? openQueue(backend, `convoke-${name}`, onError);
    queues.set(name, opened);
    return opened;
  }

  async function stopWorkers(): Promise<void> {
    await Promise.all(workers.splice(0).map((worker) => worker.close()));
  }

  return {
    async hint(name, effects) {
      for (let from = 0; from < effects.length; from += HINT_EFFECTS_MAX) {
        const hint: Hint = { effects: effects.slice(from, from + HINT_EFFECTS_MAX) };
        try {
          // A fresh id each time: an id is refused while an older job of that id is still about.
          await queue(name).add(hint, newId());
        } catch (error) {
          onError(error);
        }
      }
    },
    work(name, concurrency, perform) {
      const work = async (data: unknown): Promise<void> => await perform(hintSchema.parse(data));
      workers.push(openWorker(backend, `convoke-${name}`, { concurrency, work, onError }));
    },
    async waiting(name) {
      try {
        return await queue(name).waiting();
      } catch (error) {
        onError(error);
        return undefined;
      }
    },
    stopWorkers,
    async close() {
      await stopWorkers();
      await Promise.all([...queues.values()].map((opened) => opened.close()));
      queues.clear();
    },
  };
}
