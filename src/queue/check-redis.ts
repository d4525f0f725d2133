import { Redis } from "ioredis";
import { ConvokeError } from "../lib/errors.ts";

/** Commands of BullMQ 6 that older servers do not have. */
const VERSION_MIN = [6, 2] as const;
const CONNECT_MS = 5_000;

/** What is wrong with a Redis as a queue, one sentence each; empty when nothing is. */
export async function findRedisProblems(redis: Pick<Redis, "info">): Promise<string[]> {
  const info = new Map(
    (await redis.info()).split(/\r?\n/).flatMap((line) => {
      const [name, value] = line.split(":", 2);
      return name !== undefined && value !== undefined ? [[name, value] as const] : [];
    }),
  );
  const problems: string[] = [];
  const policy = info.get("maxmemory_policy");
  if (policy !== undefined && policy !== "noeviction") {
    problems.push(`maxmemory-policy is ${policy}; expected noeviction, or jobs vanish when memory runs out`);
  }
  const version = info.get("redis_version") ?? "0";
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < VERSION_MIN[0] || (major === VERSION_MIN[0] && minor < VERSION_MIN[1])) {
    problems.push(`the server is version ${version}; expected ${VERSION_MIN.join(".")} or newer`);
  }
  return problems;
}

/** Look at the server once, before anything relies on it. Throws `setting` when nobody answers there. */
export async function checkRedis(url: string): Promise<string[]> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  redis.on("error", () => undefined);
  try {
    await redis.connect();
    return await findRedisProblems(redis);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConvokeError("setting", `REDIS_URL: expected a Redis server that answers there (${reason})`, {
      cause,
    });
  } finally {
    redis.disconnect();
  }
}
