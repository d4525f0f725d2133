/**
 * Gathers the commands that arrive while writes are under way and writes them together. At low load a batch is one
 * command and latency is one small transaction; at high load the cost per command falls. While one batch waits for the
 * database another takes its steps; no two of them concern the same instance.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import { ConvokeError } from "../lib/errors.ts";
import type { BatchWrite } from "../store/batches.ts";
import type { Db } from "../store/database.ts";
import { isTransient, isUnavailable, sqlState } from "../store/database.ts";
import type { Command, Result } from "./commands.ts";
import type { BatchDeps } from "./batch.ts";
import type { BatchDone } from "./run-batch.ts";
import { commitBatch } from "./commit-batch.ts";

const BATCH_COMMANDS_MAX = 128;
const BATCHES_AT_ONCE = 2;
/** Fewer commands than this are written together. */
const WORTH_SPLITTING = 16;
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
  let waiting: Waiting[] = [];
  let waitingBytes = 0;
  /** What the batches under way concern: instances, and the order of timers. */
  const underWay = new Set<string>();
  const batches = new Set<Promise<void>>();
  let gathering: Promise<void> | undefined;

  /** Let everything that arrives in this turn of the event loop join the next batch. */
  function gather(): void {
    gathering ??= nextTurn().then(() => {
      gathering = undefined;
      begin();
    });
  }

  function begin(): void {
    while (batches.size < BATCHES_AT_ONCE) {
      const batch = takeBatch(fairShare());
      if (batch.length === 0) return;
      const concerns = new Set(batch.flatMap(({ command }) => concernsOf(command)));
      for (const one of concerns) underWay.add(one);
      const settled: Promise<void> = settle(batch).finally(() => {
        for (const one of concerns) underWay.delete(one);
        batches.delete(settled);
        gather();
      });
      batches.add(settled);
    }
  }

  /** All that wait would else go into one batch, answer at once, come back at once and stay together for ever. */
  function fairShare(): number {
    const share = Math.ceil(waiting.length / (BATCHES_AT_ONCE - batches.size));
    return Math.min(Math.max(share, WORTH_SPLITTING), BATCH_COMMANDS_MAX);
  }

  /**
   * The oldest commands that no batch under way stands in the way of, `share` of them and those that go with them for
   * nothing, because their instance is in the batch already. Commands of one instance keep their order.
   */
  function takeBatch(share: number): Waiting[] {
    const taken: Waiting[] = [];
    const left: Waiting[] = [];
    const blocked = new Set(underWay);
    const joined = new Set<string>();
    for (const one of waiting) {
      const concerns = concernsOf(one.command);
      const hasRoom = taken.length < share || concerns.some((each) => joined.has(each));
      const isFree =
        hasRoom && taken.length < BATCH_COMMANDS_MAX && !concerns.some((each) => blocked.has(each));
      const into = isFree ? joined : blocked;
      for (const each of concerns) into.add(each);
      (isFree ? taken : left).push(one);
    }
    waiting = left;
    waitingBytes -= taken.reduce((sum, one) => sum + one.bytes, 0);
    return taken;
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
        gather();
      });
    },
    async drain() {
      while (gathering !== undefined || batches.size > 0) await Promise.all([gathering, ...batches]);
    },
  };
}

/** Timers fire in order of due time, across instances too, so only one batch at a time may carry any. */
function concernsOf(command: Command): readonly string[] {
  switch (command.kind) {
    case "start":
      return command.id === undefined ? [] : [command.id];
    case "send":
      return [command.instanceId];
    case "outcome":
      return [command.key.instanceId];
    case "timer":
      return [command.key.instanceId, "timers"];
  }
}

function rejectAll(batch: readonly Waiting[], error: unknown): void {
  for (const one of batch) one.reject(error);
}

const unavailable = (cause: unknown): ConvokeError =>
  new ConvokeError("busy", "The database cannot be reached; nothing was changed as far as is known", {
    cause,
  });
