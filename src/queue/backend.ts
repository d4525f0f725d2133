import { createPostgresBackend, Queue, runMigrations, withBackend, Worker } from "bullmq";
import type { PostgresPoolConfig } from "bullmq";
import { Redis } from "ioredis";
import type { Connection } from "../store/database.ts";
import { withConnection } from "../store/database.ts";

/** Where hints wait. The truth is in PostgreSQL either way; Redis may be emptied at any moment. */
export type QueueBackend =
  | { readonly kind: "postgres"; readonly connection: Connection }
  | {
      readonly kind: "redis";
      readonly url: string;
      /** Begins every key, so that two installations can share a Redis. */
      readonly prefix?: string;
    };

/** What the house uses of a BullMQ queue, the same on both backends. */
export interface OpenQueue {
  add(data: unknown, jobId: string): Promise<void>;
  waiting(): Promise<number>;
  /** Add a job of this name again and again; the same name replaces what it was before. */
  every(name: string, everyMs: number): Promise<void>;
  close(): Promise<void>;
}

export interface OpenWorker {
  close(): Promise<void>;
}

type Work = (data: unknown) => Promise<void>;
type OnError = (error: unknown) => void;

/** BullMQ's own tables, in their own schema. Redis needs none. */
export async function prepareBackend(backend: QueueBackend): Promise<void> {
  if (backend.kind === "redis") return;
  await withConnection(backend.connection, async (client) => await runMigrations(client));
}

export function openQueue(backend: QueueBackend, name: string, onError: OnError): OpenQueue {
  if (backend.kind === "postgres") {
    const { Queue: PostgresQueue } = withBackend(createPostgresBackend);
    return wrapQueue(new PostgresQueue(name, { connection: poolOf(backend.connection) }), onError, noExtra);
  }
  // A hint that cannot be given soon is given up: its rows are found again by the sweep.
  const connection = new Redis(backend.url, { maxRetriesPerRequest: 1 });
  connection.on("error", onError);
  return wrapQueue(new Queue(name, { connection, ...prefixOf(backend) }), onError, () =>
    connection.disconnect(),
  );
}

export function openWorker(
  backend: QueueBackend,
  name: string,
  { concurrency, work, onError }: { concurrency: number; work: Work; onError: OnError },
): OpenWorker {
  const process = async (job: { data: unknown }): Promise<void> => await work(job.data);
  if (backend.kind === "postgres") {
    const { Worker: PostgresWorker } = withBackend(createPostgresBackend);
    const connection = poolOf(backend.connection);
    const worker = new PostgresWorker(name, process, { connection, concurrency, ...workerSettings });
    return wrapWorker(worker, onError, noExtra);
  }
  const connection = new Redis(backend.url, { maxRetriesPerRequest: null });
  connection.on("error", onError);
  const worker = new Worker(name, process, {
    connection,
    concurrency,
    ...prefixOf(backend),
    ...workerSettings,
  });
  return wrapWorker(worker, onError, () => connection.disconnect());
}

const prefixOf = ({ prefix }: { prefix?: string }): { prefix?: string } =>
  prefix === undefined ? {} : { prefix };

/** Jobs leave nothing behind: a hint that stalled or failed is dropped, and what it carried is swept up again. */
const workerSettings = { removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } };

/** Each queue and each worker has its own small pool, and listens on one connection more. */
const POOL_MAX = 2;

function poolOf(connection: Connection): PostgresPoolConfig {
  return { ...connection, max: POOL_MAX } as PostgresPoolConfig;
}

const noExtra = (): void => undefined;

interface AnyQueue {
  add(name: string, data: unknown, options: object): Promise<unknown>;
  getWaitingCount(): Promise<number>;
  upsertJobScheduler(id: string, repeat: { every: number }, template: object): Promise<unknown>;
  on(event: "error", listener: OnError): unknown;
  close(): Promise<void>;
}

function wrapQueue(queue: AnyQueue, onError: OnError, disconnect: () => void): OpenQueue {
  queue.on("error", onError);
  return {
    async add(data, jobId) {
      await queue.add("hint", data, { jobId, attempts: 1, removeOnComplete: true, removeOnFail: true });
    },
    waiting: () => queue.getWaitingCount(),
    async every(name, everyMs) {
      const opts = { removeOnComplete: true, removeOnFail: true };
      await queue.upsertJobScheduler(name, { every: everyMs }, { name, data: {}, opts });
    },
    async close() {
      await queue.close();
      disconnect();
    },
  };
}

interface AnyWorker {
  on(event: "error", listener: OnError): unknown;
  close(): Promise<void>;
}

function wrapWorker(worker: AnyWorker, onError: OnError, disconnect: () => void): OpenWorker {
  worker.on("error", onError);
  return {
    async close() {
      await worker.close();
      disconnect();
    },
  };
}
