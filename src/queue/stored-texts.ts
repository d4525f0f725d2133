/** All that a Redis holds, for searching it. A queue in PostgreSQL is searched with the database. */
import type { Cluster, Redis } from "ioredis";
import type { QueueBackend } from "./backend.ts";
import { addressOf, impatient, openRedis } from "./redis.ts";

const KEYS_AT_ONCE = 500;

/** Every key and every value, whoever wrote it. Throws when Redis does not answer. */
export async function* queueTexts(backend: QueueBackend): AsyncGenerator<string> {
  if (backend.kind === "postgres") return;
  const redis = openRedis(addressOf(backend.url), impatient);
  redis.on("error", () => undefined);
  try {
    const nodes = "nodes" in redis ? (redis as Cluster).nodes("master") : [redis];
    for (const node of nodes) yield* textsOf(node as Redis);
  } finally {
    redis.disconnect();
  }
}

async function* textsOf(redis: Redis): AsyncGenerator<string> {
  let cursor = "0";
  do {
    const [next, keys] = await redis.scan(cursor, "COUNT", KEYS_AT_ONCE);
    for (const key of keys) yield JSON.stringify([key, await valueOf(redis, key)]);
    cursor = next;
  } while (cursor !== "0");
}

async function valueOf(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case "string":
      return await redis.get(key);
    case "hash":
      return await redis.hgetall(key);
    case "list":
      return await redis.lrange(key, 0, -1);
    case "set":
      return await redis.smembers(key);
    case "zset":
      return await redis.zrange(key, 0, -1);
    case "stream":
      return await redis.xrange(key, "-", "+");
    default:
      return null;
  }
}
