/** What `convoke worker` is told on its command line: `--queues mail,intake --concurrency 16`. */
import { parseArgs } from "node:util";
import { ConvokeError } from "../src/lib/errors.ts";
import type { QueueName } from "../src/queue/names.ts";
import { QUEUE_NAMES } from "../src/queue/names.ts";
import type { WorkerSettings } from "./workers.ts";
import { ALL_WORK } from "./workers.ts";

const CONCURRENCY_MAX = 256;

/** Throws `setting`, naming what is wrong and what was expected. */
export function readWorkerSettings(args: readonly string[]): WorkerSettings {
  const { queues, concurrency } = valuesOf(args);
  return {
    queues: queues === undefined ? ALL_WORK.queues : queuesOf(queues),
    concurrency: concurrency === undefined ? ALL_WORK.concurrency : concurrencyOf(concurrency),
  };
}

function valuesOf(args: readonly string[]): { queues?: string; concurrency?: string } {
  try {
    const options = { queues: { type: "string" }, concurrency: { type: "string" } } as const;
    return { ...parseArgs({ args: [...args], options }).values };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConvokeError(
      "setting",
      `Expected: convoke worker [--queues mail,intake] [--concurrency 16] (${reason})`,
      { cause },
    );
  }
}

function queuesOf(text: string): readonly QueueName[] {
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => !isQueueName(name));
  if (unknown.length > 0) {
    throw new ConvokeError(
      "setting",
      `--queues: expected some of ${QUEUE_NAMES.join(", ")}, separated by commas, but got ${unknown.map((name) => `"${name}"`).join(", ")}`,
    );
  }
  return QUEUE_NAMES.filter((name) => names.includes(name));
}

const isQueueName = (name: string): name is QueueName => QUEUE_NAMES.some((known) => known === name);

function concurrencyOf(text: string): number {
  const concurrency = Number(text);
  if (/^\d+$/.test(text) && concurrency >= 1 && concurrency <= CONCURRENCY_MAX) return concurrency;
  throw new ConvokeError(
    "setting",
    `--concurrency: expected a whole number from 1 to ${CONCURRENCY_MAX}, but got "${text}"`,
  );
}
