/** What a process stands on: a database, a queue and the master key; embedded defaults, or servers of one's own. */
import type { Config } from "../src/config.ts";
import { ConvokeError } from "../src/lib/errors.ts";
import type { Log } from "../src/lib/log.ts";
import type { QueueBackend } from "../src/queue/backend.ts";
import { prepareBackend } from "../src/queue/backend.ts";
import { checkRedis } from "../src/queue/check-redis.ts";
import { createMaster } from "../src/seal/master.ts";
import type { Master } from "../src/seal/master.ts";
import type { Connection, Db } from "../src/store/database.ts";
import { startEmbeddedPostgres } from "../src/store/embedded/start.ts";
import { migrate } from "../src/store/migrate.ts";
import { readOwnMasterKey } from "./own-master-key.ts";

export interface Backing {
  readonly connection: Connection;
  readonly queue: QueueBackend;
  readonly master: Master;
  /** The master key that a rotation replaces. */
  readonly previousMaster?: Master | undefined;
  /** Bring tables up to date. */
  prepare(db: Db): Promise<void>;
  stop(): Promise<void>;
}

const WITHOUT_SYNCING = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

export async function openBacking(config: Config, log: Log): Promise<Backing> {
  const { databaseUrl, dataDir, isTemporary } = config;
  if (config.redisUrl !== undefined) {
    for (const problem of await checkRedis(config.redisUrl)) log.warn({ setting: "REDIS_URL" }, problem);
  }
  const masters = await masterKeysOf(config);
  const embedded =
    databaseUrl === undefined
      ? await startEmbeddedPostgres({ dataDir, log, settings: isTemporary ? WITHOUT_SYNCING : {} })
      : undefined;
  const connection: Connection = embedded?.connection ?? { connectionString: databaseUrl };
  const queue: QueueBackend =
    config.redisUrl === undefined
      ? { kind: "postgres", connection }
      : { kind: "redis", url: config.redisUrl };

  return {
    connection,
    queue,
    ...masters,
    async prepare(db) {
      try {
        await migrate(db);
        await prepareBackend(queue);
      } catch (error) {
        if (databaseUrl === undefined || error instanceof ConvokeError) throw error;
        const reason = error instanceof Error ? error.message : String(error);
        throw new ConvokeError(
          "setting",
          `DATABASE_URL: expected a PostgreSQL server that answers there (${reason})`,
          {
            cause: error,
          },
        );
      }
    },
    async stop() {
      await embedded?.stop();
    },
  };
}

async function masterKeysOf(config: Config): Promise<Pick<Backing, "master" | "previousMaster">> {
  const { masterKey, previousMasterKey } = config;
  const { current, previous } =
    masterKey === undefined
      ? await readOwnMasterKey(config.dataDir)
      : { current: masterKey, previous: previousMasterKey };
  return {
    master: createMaster(current),
    previousMaster: previous === undefined ? undefined : createMaster(previous),
  };
}
