/** The composition root: opens what a process needs, in order, and closes it again in the opposite order. */
import type { Access } from "../src/auth/access.ts";
import type { Config, InboundMail } from "../src/config.ts";
import { askForInterests } from "../src/directory/ask-for-interests.ts";
import { dailyDigest } from "../src/directory/daily-digest.ts";
import type { Directory } from "../src/directory/directory.ts";
import { weeklyComparison } from "../src/directory/duplicates/weekly-comparison.ts";
import type { Erasing } from "../src/directory/erasure/erasing.ts";
import { checkLock } from "../src/engine/definition-lock.ts";
import { createEngine } from "../src/engine/engine.ts";
import type { Engine } from "../src/engine/engine.ts";
import { createJobs } from "../src/engine/jobs.ts";
import type { Jobs } from "../src/engine/jobs.ts";
import { createRegistry } from "../src/engine/registry.ts";
import { createRelay } from "../src/engine/relay.ts";
import type { Relay } from "../src/engine/relay.ts";
import { createTimerLoop } from "../src/engine/timers.ts";
import type { TimerLoop } from "../src/engine/timers.ts";
import { expireImports } from "../src/intake/import/expire-imports.ts";
import type { Stream } from "../src/http/stream/stream.ts";
import { createStream } from "../src/http/stream/stream.ts";
import type { Intake } from "../src/intake/intake.ts";
import { createIntake } from "../src/intake/intake.ts";
import type { Log } from "../src/lib/log.ts";
import { createLog } from "../src/lib/log.ts";
import { openQueues } from "../src/queue/queues.ts";
import type { Queues } from "../src/queue/queues.ts";
import type { Master } from "../src/seal/master.ts";
import { startVirtualClock } from "../src/store/clock.ts";
import type { Db } from "../src/store/database.ts";
import { openDatabase } from "../src/store/database.ts";
import { openMaster } from "../src/store/master-keys.ts";
import { createVault } from "../src/store/vault.ts";
import { workflows } from "../workflows/index.ts";
import lock from "../workflows/lock.json" with { type: "json" };
import type { Backing } from "./backing.ts";
import { openBacking } from "./backing.ts";

export interface House {
  readonly config: Config;
  readonly log: Log;
  readonly backing: Backing;
  readonly db: Db;
  /** For transactions that other reads and writes run beside: see `ApiParts`. */
  readonly changes: Db;
  readonly engine: Engine;
  readonly queues: Queues;
  readonly relay: Relay;
  readonly timers: TimerLoop;
  readonly jobs: Jobs;
  readonly stream: Stream;
  readonly directory: Directory;
  readonly erasing: Erasing;
  readonly intake: Intake;
  readonly access: Access;
  readonly inbound: InboundMail;
  /** Ends what the house opened; PostgreSQL last. */
  close(): Promise<void>;
}

/** One batch is written at a time; the second connection is there when the first has broken. */
const WRITERS_MAX = 2;
const CHANGES_MAX = 4;

/** `given` stands in for what the settings would open: tests bring a database and a log of their own. */
export async function openHouse(
  config: Config,
  given: Partial<Pick<House, "backing" | "log">> = {},
): Promise<House> {
  const log = given.log ?? createLog(config.logLevel);
  const registry = createRegistry(workflows);
  checkLock(lock, registry.all());
  const backing = given.backing ?? (await openBacking(config, log));
  const db = openDatabase({ connection: backing.connection });
  const keys = { current: backing.master, previous: backing.previousMaster };
  let master: Master;
  try {
    await backing.prepare(db);
    master = await openMaster(db, keys);
    if (config.isVirtual) await startVirtualClock(db, config.clockStart);
  } catch (error) {
    await db.end();
    await backing.stop();
    throw error;
  }

  const vault = createVault(master, keys.previous);
  const { isVirtual } = config;
  const hmac = (text: string): string => master.hmac("request", text);
  const writer = openDatabase({ connection: backing.connection, max: WRITERS_MAX });
  const changes = openDatabase({ connection: backing.connection, max: CHANGES_MAX });
  const engine = createEngine({ db, writer, registry, hmac, isVirtual });
  const queues = openQueues(backing.queue, (error) => log.warn({ err: error }, "The queue has trouble"));
  const relay = createRelay(engine, queues, log);
  const timers = createTimerLoop(engine, log);
  const jobs = createJobs(
    engine,
    relay,
    [dailyDigest, weeklyComparison, askForInterests, expireImports],
    log,
  );
  const now = (): Promise<Date> => engine.now();

  const directory: Directory = { db, vault, now };
  const stream = createStream({ db, engine, log });

  return {
    config,
    log,
    backing,
    db,
    changes,
    engine,
    queues,
    relay,
    timers,
    jobs,
    stream,
    directory,
    erasing: { directory, engine, queue: backing.queue, dataDir: config.dataDir },
    intake: createIntake({ db, vault, now, hint: (effects) => void relay.hint(effects) }),
    access: config.access,
    inbound: config.inbound,
    async close() {
      stream.end();
      await engine.drain();
      await queues.close();
      await Promise.all([db.end(), writer.end(), changes.end()]);
      await backing.stop();
    },
  };
}
