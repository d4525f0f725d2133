import { Cluster, Redis } from "ioredis";
import type { RedisOptions } from "ioredis";
import type { RedisAddress } from "../lib/redis-url.ts";
import { parseRedisUrl, REDIS_URL_FORMS } from "../lib/redis-url.ts";
import { ConvokeError } from "../lib/errors.ts";

/** Any connection to Redis. A Cluster retries and routes by itself, and takes the same commands. */
export type AnyRedis = Redis | Cluster;

/** A name that a Cluster keeps on one node: BullMQ's scripts touch several keys of a queue at once. */
export const CLUSTER_PREFIX = "{convoke}";

const CONNECT_MS = 5_000;
const RECONNECT_MS_MAX = 2_000;

/**
 * For queues: a command that is not answered soon fails, since whoever gives a hint can do without; and the connection it
 * was lost on is given up.
 */
export const impatient: RedisOptions = {
  maxRetriesPerRequest: 1,
  commandTimeout: 5_000,
  socketTimeout: 6_000,
};

/**
 * For workers, which wait in a command for up to ten seconds and whose commands are repeated until they succeed. A connection
 * over which nothing comes back for longer has been swallowed by the network.
 */
export const patient: RedisOptions = { maxRetriesPerRequest: null, socketTimeout: 12_000 };

/** Throws `setting` for what is no address of Redis. */
export function addressOf(url: string): RedisAddress {
  const address = parseRedisUrl(url);
  if (address === undefined) throw new ConvokeError("setting", `REDIS_URL: expected ${REDIS_URL_FORMS}`);
  return address;
}

/** It connects by itself, again and again. Listen to its errors. */
export function openRedis(address: RedisAddress, options: RedisOptions): AnyRedis {
  const common: RedisOptions = {
    ...options,
    connectTimeout: CONNECT_MS,
    keepAlive: 10_000,
    retryStrategy: (times) => Math.min(times * 100, RECONNECT_MS_MAX),
  };
  switch (address.kind) {
    case "single":
      return new Redis(address.url, common);
    case "sentinel": {
      const { sentinels, master, login, sentinelPassword, db, isTls } = address;
      return new Redis({
        ...common,
        ...login,
        sentinels: [...sentinels],
        name: master,
        db,
        ...(sentinelPassword === undefined ? {} : { sentinelPassword }),
        ...(isTls ? { tls: {}, enableTLSForSentinelMode: true } : {}),
      });
    }
    case "cluster": {
      const { nodes, login, isTls } = address;
      return new Cluster([...nodes], {
        redisOptions: { ...common, ...login, ...(isTls ? { tls: {} } : {}) },
        clusterRetryStrategy: (times) => Math.min(times * 100, RECONNECT_MS_MAX),
        slotsRefreshTimeout: CONNECT_MS,
      });
    }
  }
}
