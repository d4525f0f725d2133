import { createHousekeeping } from "../src/engine/housekeeping.ts";
import { createPerformer } from "../src/engine/perform.ts";
import { signalHandler } from "../src/engine/signal.ts";
import { QUEUE_NAMES } from "../src/queue/names.ts";
import { effectHandlers } from "../workers/index.ts";
import { createMailTransport } from "../workers/send-mail/transport.ts";
import type { House } from "./house.ts";

/** Hints that one process works on at a time, of each queue. */
const CONCURRENCY = 8;

/** Timers fire and hints are taken until the returned function has stopped both. */
export function startWorkers(house: House, publicUrl: string): () => Promise<void> {
  const { config, directory, engine, intake, log, queues, timers } = house;
  const transport = config.smtpUrl === undefined ? null : createMailTransport(config.smtpUrl);
  const handlers = {
    ...effectHandlers({ directory, engine, intake, transport, publicUrl, from: config.mailFrom, log }),
    signal: signalHandler(engine),
  };
  const performer = createPerformer(engine, handlers, log);
  for (const name of QUEUE_NAMES) queues.work(name, CONCURRENCY, (hint) => performer.perform(hint));
  const housekeeping = createHousekeeping(engine, log);
  timers.start();
  housekeeping.start();
  return async () => {
    await housekeeping.stop();
    await timers.stop();
    await queues.stopWorkers();
    performer.stop();
    transport?.close();
  };
}
