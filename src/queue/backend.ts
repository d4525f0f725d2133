import { setTimeout as wait } from "node:timers/promises";
import { createPostgresBackend, Queue, runMigrations, withBackend, Worker } from "bullmq";
import type { PostgresConnectionOptions } from "bullmq";
import { within } from "../lib/within.ts";
import type { Connection, Db } from "../store/database.ts";
import { openPool, withConnection } from "../store/database.ts";
import type { AnyRedis } from "./redis.ts";
import { addressOf, CLUSTER_PREFIX, impatient, openRedis, patient } from "./redis.ts";

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

/** A hint that cannot be given soon is given up: its rows are found again by the sweep. */
const ANSWER_MS = 5_000;
/** What is under way may end; a queue that does not answer holds nobody up for longer. */
const CLOSE_MS = 20_000;
const REOPEN_MS = 1_000;

/** It opens itself when it is first used, and again after a failure: BullMQ remembers for ever that a start failed. */
export function openQueue(backend: QueueBackend, name: string, onError: OnError): OpenQueue {
  let opening: Promise<RawQueue> | undefined;

  async function ask<T>(question: (queue: AnyQueue) => Promise<T>): Promise<T> {
    opening ??= openRawQueue(backend, name, onError).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    const { queue, isAway } = await opening;
    if (isAway()) throw new Error(`The queue ${name} cannot be reached at present`);
    return await within(ANSWER_MS, `The queue ${name}`, question(queue));
  }

  const opts = { removeOnComplete: true, removeOnFail: true };
  return {
    add: async (data, jobId) =>
      void (await ask((queue) => queue.add("hint", data, { jobId, attempts: 1, ...opts }))),
    waiting: () => ask((queue) => queue.getWaitingCount()),
    async every(scheduler, everyMs) {
      const template = { name: scheduler, data: {}, opts };
      await ask((queue) => queue.upsertJobScheduler(scheduler, { every: everyMs }, template));
    },
    async close() {
      const opened = await opening?.catch(() => undefined);
      await opened?.close();
    },
  };
}

interface RawQueue {
  readonly queue: AnyQueue;
  /** Known to be out of reach: nothing is kept for later. */
  readonly isAway: () => boolean;
  close(): Promise<void>;
}

async function openRawQueue(backend: QueueBackend, name: string, onError: OnError): Promise<RawQueue> {
  if (backend.kind === "postgres") {
    const { Queue: PostgresQueue } = withBackend(createPostgresBackend);
    const pool = poolOf(backend.connection, QUEUE_POOL_MAX);
    const queue = new PostgresQueue(name, { connection: usable(pool) });
    const raw = rawQueue(
      queue,
      onError,
      () => false,
      async () => await pool.end(),
    );
    try {
      await within(2 * ANSWER_MS, `The queue ${name}`, queue.waitUntilReady());
    } catch (error) {
      void raw.close();
      throw error;
    }
    return raw;
  }
  const redis = connectRedis(backend, "impatient", onError);
  const queue = new Queue(name, { connection: redis.connection, ...redis.prefix });
  const isAway = (): boolean => ["reconnecting", "close", "end"].includes(redis.connection.status);
  return rawQueue(queue, onError, isAway, async () => redis.connection.disconnect());
}

/** It takes hints until it is closed, however often its backend comes and goes. */
export function openWorker(
  backend: QueueBackend,
  name: string,
  { concurrency, work, onError }: { concurrency: number; work: Work; onError: OnError },
): OpenWorker {
  const process = async (job: { data: unknown }): Promise<void> => await work(job.data);
  const open = (): RawWorker => openRawWorker(backend, name, { process, concurrency, onError });
  let isOver = false;
  let current = open();

  async function keepWorking(): Promise<void> {
    for (;;) {
      try {
        await current.worker.waitUntilReady();
        await current.worker.run();
      } catch (error) {
        onError(error);
      }
      if (isOver) return;
      await current.close();
      await wait(REOPEN_MS, undefined, { ref: false });
      if (isOver) return;
      current = open();
    }
  }

  void keepWorking();
  return {
    async close() {
      isOver = true;
      await current.close();
    },
  };
}

interface RawWorker {
  readonly worker: AnyWorker;
  close(): Promise<void>;
}

function openRawWorker(
  backend: QueueBackend,
  name: string,
  {
    process,
    concurrency,
    onError,
  }: { process: (job: { data: unknown }) => Promise<void>; concurrency: number; onError: OnError },
): RawWorker {
  const settings = { autorun: false, concurrency, ...leavesNothing };
  if (backend.kind === "postgres") {
    const { Worker: PostgresWorker } = withBackend(createPostgresBackend);
    const pool = poolOf(backend.connection, WORKER_POOL_MAX);
    const worker = new PostgresWorker(name, process, { connection: usable(pool), ...settings });
    return rawWorker(worker, onError, async () => await pool.end());
  }
  const { connection, prefix } = connectRedis(backend, "patient", onError);
  const worker = new Worker(name, process, { connection, ...prefix, ...settings });
  return rawWorker(worker, onError, async () => connection.disconnect());
}

function connectRedis(
  { url, prefix }: Extract<QueueBackend, { kind: "redis" }>,
  manner: "patient" | "impatient",
  onError: OnError,
): { connection: AnyRedis; prefix: { prefix?: string } } {
  const address = addressOf(url);
  const connection = openRedis(address, manner === "patient" ? patient : impatient);
  connection.on("error", onError);
  const begins = prefix ?? (address.kind === "cluster" ? CLUSTER_PREFIX : undefined);
  return { connection, prefix: begins === undefined ? {} : { prefix: begins } };
}

/** Jobs leave nothing behind: a hint that stalled or failed is dropped, and what it carried is swept up again. */
const leavesNothing = { removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } };

/** A worker keeps one connection for itself, to listen on. */
const QUEUE_POOL_MAX = 2;
const WORKER_POOL_MAX = 5;

/**
 * BullMQ's own schema, which it expects to find first. The pool is ours because one of its own ends the process when PostgreSQL
 * goes away between two statements of a connection that it holds.
 */
function poolOf(connection: Connection, max: number): Db {
  return openPool({
    ...connection,
    max,
    options: `-c search_path=${SCHEMA}`,
    application_name: "convoke-queue",
  });
}

const SCHEMA = "bullmq";

/** BullMQ takes a pool as it is; its type describes one by hand. */
const usable = (pool: Db): PostgresConnectionOptions => pool as unknown as PostgresConnectionOptions;

interface AnyQueue {
  add(name: string, data: unknown, options: object): Promise<unknown>;
  getWaitingCount(): Promise<number>;
  upsertJobScheduler(id: string, repeat: { every: number }, template: object): Promise<unknown>;
  on(event: "error", listener: OnError): unknown;
  close(): Promise<void>;
}

function rawQueue(
  queue: AnyQueue,
  onError: OnError,
  isAway: () => boolean,
  disconnect: () => Promise<void>,
): RawQueue {
  queue.on("error", onError);
  return { queue, isAway, close: () => closeSoon(queue, onError, disconnect) };
}

interface AnyWorker {
  on(event: "error", listener: OnError): unknown;
  waitUntilReady(): Promise<unknown>;
  run(): Promise<void>;
  close(): Promise<void>;
}

function rawWorker(worker: AnyWorker, onError: OnError, disconnect: () => Promise<void>): RawWorker {
  worker.on("error", onError);
  return { worker, close: () => closeSoon(worker, onError, disconnect) };
}

/** Then what it stood on. Either may be out of reach. */
async function closeSoon(
  open: { close(): Promise<void> },
  onError: OnError,
  disconnect: () => Promise<void>,
): Promise<void> {
  for (const step of [async () => await open.close(), disconnect]) {
    try {
      await within(CLOSE_MS, "Closing a queue", step());
    } catch (error) {
      onError(error);
    }
  }
}
