/** A process that takes work says so from time to time, so that those who operate the house see who is there. Real time. */
import type { Log } from "../lib/log.ts";
import type { Db } from "../store/database.ts";
import { forgetWorker, saySomebodyWorks } from "../store/worker-processes.ts";

const EVERY_MS = 15_000;

export interface WorkerSign {
  /** The name that its leases bear. */
  readonly id: string;
  readonly queues: readonly string[];
}

/** From now on until the returned function has been called. That it cannot be said hinders no work. */
export function startSigns(db: Db, sign: WorkerSign, log: Log): () => Promise<void> {
  let underWay: Promise<void> = Promise.resolve();
  const attempt = async (act: () => Promise<void>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      log.warn({ err: error }, "That this process takes work could not be noted");
    }
  };
  const say = (): void => {
    underWay = underWay.then(() => attempt(() => saySomebodyWorks(db, sign)));
  };
  say();
  const timer = setInterval(say, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await underWay;
    await attempt(() => forgetWorker(db, sign.id));
  };
}
