/**
 * Gathers the commands that arrive while a write is under way and writes them together. At low load a batch is one
 * command and latency is one small transaction; at high load the cost per command falls.
 */
import { ConvokeError } from "../lib/errors.ts";
import type { BatchWrite } from "../store/batches.ts";
import type { Db } from "../store/database.ts";
import { isTransient, isUnavailable, sqlState } from "../store/database.ts";
import type { Command, Result } from "./commands.ts";
import type { BatchDeps } from "./batch.ts";
import type { BatchDone } from "./run-batch.ts";
import { commitBatch } from "./commit-batch.ts";

const BATCH_COMMANDS_MAX = 128;
/** Beyond this the process says `busy` rather than promise what it cannot keep soon. */
const WAITING_COMMANDS_MAX = 2_000;
const WAITING_BYTES_MAX = 16 * 1024 * 1024;
const ATTEMPTS_MAX = 6;
const UNIQUE_VIOLATION = "23505";
const LOCK_TIMEOUT = "55P03";

interface Waiting {
  readonly command: Command;
  readonly bytes: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

export interface Batcher {
  /** Resolves after the commit. Rejects with `busy` when too much is waiting or the database cannot be reached. */
  run(command: Command): Promise<Result>;
  /** Wait until everything taken so far is written. */
  drain(): Promise<void>;
}

/** `afterCommit` must not throw. */
export function createBatcher(
  db: Db,
  deps: BatchDeps,
  afterCommit: (write: BatchWrite, now: Date) => void,
): Batcher {
  const waiting: Waiting[] = [];
  let waitingBytes = 0;
  let flushing: Promise<void> | undefined;

  async function flush(): Promise<void> {
    // Let everything that arrived in the same turn of the event loop join the first batch.
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting.splice(0, BATCH_COMMANDS_MAX);
      waitingBytes -= batch.reduce((sum, one) => sum + one.bytes, 0);
      await settle(batch);
    }
    // In the same turn as the look at the queue: a command that comes later begins a flush of its own.
    flushing = undefined;
  }

  async function settle(batch: readonly Waiting[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const commands = batch.map((one) => one.command);
        return acknowledge(batch, await commitBatch(db, deps, commands));
      } catch (error) {
        if (isUnavailable(error)) return rejectAll(batch, unavailable(error));
        const mayWork = isTransient(error) || sqlState(error) === UNIQUE_VIOLATION;
        // A lock held elsewhere concerns one instance: let the others of the batch go on without it.
        const isBlocked = sqlState(error) === LOCK_TIMEOUT && batch.length > 1;
        if (mayWork && !isBlocked && attempt < ATTEMPTS_MAX) continue;
        if (batch.length === 1) return rejectAll(batch, mayWork ? unavailable(error) : error);
        // One command spoils the batch: alone, only the guilty one fails.
        for (const one of batch) await settle([one]);
        return;
      }
    }
  }

  /** Nothing here may throw: what is committed must not be tried again. */
  function acknowledge(batch: readonly Waiting[], { results, write, now }: BatchDone): void {
    for (const [index, one] of batch.entries()) {
      const result = results[index];
      if (result === undefined) one.reject(new Error("A command of a batch got no result"));
      else one.resolve(result);
    }
    if (write !== undefined) afterCommit(write, now);
  }

  return {
    async run(command) {
      const bytes = "event" in command ? JSON.stringify(command.event).length : 0;
      if (waiting.length >= WAITING_COMMANDS_MAX || waitingBytes + bytes > WAITING_BYTES_MAX) {
        throw new ConvokeError("busy", "Too many events are waiting to be written; try again in a moment");
      }
      return await new Promise<Result>((resolve, reject) => {
        waiting.push({ command, bytes, resolve, reject });
        waitingBytes += bytes;
        flushing ??= flush();
      });
    },
    async drain() {
      while (flushing !== undefined) await flushing;
    },
  };
}

function rejectAll(batch: readonly Waiting[], error: unknown): void {
  for (const one of batch) one.reject(error);
}

const unavailable = (cause: unknown): ConvokeError =>
  new ConvokeError("busy", "The database cannot be reached; nothing was changed as far as is known", {
    cause,
  });
