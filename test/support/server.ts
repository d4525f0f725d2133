import { createHmac } from "node:crypto";
import type { WorkflowDefinition } from "../../workflows/workflow.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { createEngine } from "../../src/engine/engine.ts";
import type { EffectHandler } from "../../src/engine/outcome.ts";
import { createPerformer } from "../../src/engine/perform.ts";
import { createRegistry } from "../../src/engine/registry.ts";
import type { Relay } from "../../src/engine/relay.ts";
import { createRelay } from "../../src/engine/relay.ts";
import { signalHandler } from "../../src/engine/signal.ts";
import type { TimerLoop } from "../../src/engine/timers.ts";
import { createTimerLoop } from "../../src/engine/timers.ts";
import type { QueueBackend } from "../../src/queue/backend.ts";
import { QUEUE_NAMES } from "../../src/queue/names.ts";
import { openQueues } from "../../src/queue/queues.ts";
import { openDatabase } from "../../src/store/database.ts";
import type { TestDatabase } from "./database.ts";
import type { QueueBackend as TestQueue } from "./queues.ts";
import { testWorkflows } from "./workflows/index.ts";

export const quiet = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };

interface EngineOptions {
  readonly workflows?: readonly WorkflowDefinition[];
  readonly isVirtual?: boolean;
}

/** An engine with a pool of its own, as a process has it, but without workers. */
export function openEngine(database: TestDatabase, options: EngineOptions = {}): OpenEngine {
  const { workflows = testWorkflows, isVirtual = true } = options;
  const db = openDatabase({ connection: database.poolConfig });
  const engine = createEngine({
    db,
    registry: createRegistry(workflows),
    hmac: (text) => createHmac("sha256", "test").update(text).digest("hex"),
    isVirtual,
  });
  return {
    engine,
    async close() {
      await engine.drain();
      await db.end();
    },
  };
}

export interface OpenEngine {
  readonly engine: Engine;
  close(): Promise<void>;
}

export interface Server extends OpenEngine {
  readonly relay: Relay;
  readonly timers: TimerLoop;
}

interface ServerOptions extends EngineOptions {
  readonly backend: QueueBackend;
  /** Carries out every activity and named action there is. */
  readonly outside: EffectHandler;
  readonly leaseMs?: number;
}

/** One whole process: engine, relay, timers and workers. */
export function openServer(database: TestDatabase, options: ServerOptions): Server {
  const opened = openEngine(database, options);
  const { engine } = opened;
  const queues = openQueues(options.backend, () => {});
  const relay = createRelay(engine, queues, quiet);
  const timers = createTimerLoop(engine, quiet);
  const lease = options.leaseMs === undefined ? {} : { leaseMs: options.leaseMs };
  const performer = createPerformer(engine, handlersFor(engine, options), quiet, lease);
  for (const name of QUEUE_NAMES) queues.work(name, 4, (hint) => performer.perform(hint));
  relay.start();
  timers.start();

  return {
    engine,
    relay,
    timers,
    close: async () => {
      await timers.stop();
      await relay.stop();
      await queues.close();
      performer.stop();
      await opened.close();
    },
  };
}

function handlersFor(engine: Engine, { workflows = testWorkflows, outside }: ServerOptions) {
  const handlers: Record<string, EffectHandler> = { signal: signalHandler(engine) };
  for (const { effects, activities } of workflows) {
    for (const name of [...Object.keys(effects), ...Object.keys(activities)]) handlers[name] = outside;
  }
  return handlers;
}

/** The queue a test runs on, as the product takes it. */
export const backendOf = (queue: TestQueue, database: TestDatabase): QueueBackend =>
  queue.kind === "redis" ? queue : { kind: "postgres", connection: database.poolConfig };
