import { readFile } from "node:fs/promises";
import { startFollowing } from "../src/audit/following.ts";
import { linkForParty } from "../src/auth/action-links.ts";
import { createHousekeeping } from "../src/engine/housekeeping.ts";
import { createPerformer } from "../src/engine/perform.ts";
import { startSigns } from "../src/engine/sign-of-life.ts";
import { signalHandler } from "../src/engine/signal.ts";
import { replyAddress } from "../src/intake/mail/reply-address.ts";
import type { QueueName } from "../src/queue/names.ts";
import { QUEUE_NAMES } from "../src/queue/names.ts";
import { openScheduler } from "../src/queue/scheduler.ts";
import { effectHandlers } from "../workers/index.ts";
import { listenForMail } from "../workers/receive-mail/smtp-listener.ts";
import { createMailTransport } from "../workers/send-mail/transport.ts";
import type { House } from "./house.ts";

export interface WorkerSettings {
  /** The queues to take hints from. */
  readonly queues: readonly QueueName[];
  /** Hints that the process works on at a time, of each queue. */
  readonly concurrency: number;
}

export const ALL_WORK: WorkerSettings = { queues: QUEUE_NAMES, concurrency: 8 };

/** Recurring jobs are woken once a minute by the queue's scheduler, and now and then without it, should it be lost. */
const WAKE_MS = 60_000;
const WAKE_ANYHOW_MS = 5 * 60_000;

/** Timers fire, hints are taken and jobs run until the returned function has stopped them. */
export async function startWorkers(
  house: House,
  publicUrl: string,
  work: WorkerSettings = ALL_WORK,
): Promise<() => Promise<void>> {
  const { config, directory, engine, intake, log, queues, timers } = house;
  const transport = config.smtpUrl === undefined ? null : createMailTransport(config.smtpUrl);
  const { db, now } = directory;
  const { inbound } = config;
  const mail = { ownHost: new URL(publicUrl).hostname, trustedHost: inbound.trustedHost };
  const replies = { db, master: directory.vault.master, now };
  const handlers = {
    ...effectHandlers({
      mail,
      replyTo: async (instanceId) => await replyAddress(replies, inbound.domain, instanceId),
      directory,
      engine,
      intake,
      transport,
      publicUrl,
      from: config.mailFrom,
      log,
      linkFor: async (instanceId, purpose, by) =>
        (await linkForParty({ db, now, publicUrl }, instanceId, purpose, by))?.url,
    }),
    signal: signalHandler(engine),
  };
  const performer = createPerformer(engine, handlers, log);
  for (const name of work.queues) queues.work(name, work.concurrency, (hint) => performer.perform(hint));
  const stopSigns = startSigns(db, { id: performer.holder, queues: work.queues }, log);
  const housekeeping = createHousekeeping(engine, log, config);
  const stopWaking = config.isVirtual ? noWaking : await wakeJobs(house);
  const listener =
    inbound.port === undefined || inbound.domain === undefined || !work.queues.includes("intake")
      ? undefined
      : await listenForMail({
          intake,
          log,
          domain: inbound.domain,
          port: inbound.port,
          host: inbound.host,
          perAddress: inbound.perAddress,
          tls: await certificate(inbound.tls),
        });
  timers.start();
  housekeeping.start();
  const stopFollowing = startFollowing(directory, log);
  return async () => {
    await listener?.close();
    await stopWaking();
    await housekeeping.stop();
    await stopFollowing();
    await timers.stop();
    await queues.stopWorkers();
    performer.stop();
    await stopSigns();
    transport?.close();
  };
}

/** Whoever moves a virtual clock runs the jobs that fall due on the way. */
const noWaking = (): Promise<void> => Promise.resolve();

async function wakeJobs({ backing, jobs, log }: House): Promise<() => Promise<void>> {
  const onError = (error: unknown): void => log.warn({ err: error }, "The job queue has trouble");
  const wake = async (): Promise<void> => void (await jobs.tick());
  const scheduler = await openScheduler(backing.queue, { name: "jobs", everyMs: WAKE_MS, wake, onError });
  const wakeAnyhow = setInterval(() => void wake().catch(onError), WAKE_ANYHOW_MS);
  return async () => {
    clearInterval(wakeAnyhow);
    await scheduler.close();
  };
}

/** Read once: a renewed one counts from the next start on. */
async function certificate(files: House["inbound"]["tls"]) {
  if (files === undefined) return undefined;
  const [cert, key] = await Promise.all([readFile(files.certFile, "utf8"), readFile(files.keyFile, "utf8")]);
  return { cert, key };
}
