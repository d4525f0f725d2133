import RedisMock from "ioredis-mock";
import { describe, expect, inject, it } from "vitest";
import { checkRedis, findRedisProblems } from "../../src/queue/check-redis.ts";

/** A Redis of which only what it says of itself matters. */
async function saying(change: (info: string) => string): Promise<string[]> {
  const redis = new RedisMock();
  const info = await redis.info();
  return await findRedisProblems({ info: () => Promise.resolve(change(info)) });
}

describe("a Redis that is to be the queue", () => {
  it("is taken as it is when it keeps every key", async () => {
    expect(await saying((info) => info)).toEqual([]);
  });

  it("is warned of when it may throw keys away", async () => {
    const problems = await saying((info) =>
      info.replace("maxmemory_policy:noeviction", "maxmemory_policy:allkeys-lru"),
    );
    expect(problems).toEqual([
      expect.stringContaining("maxmemory-policy is allkeys-lru; expected noeviction"),
    ]);
  });

  it("is warned of when it is too old", async () => {
    const problems = await saying((info) => info.replace(/redis_version:\S+/, "redis_version:5.0.14"));
    expect(problems).toEqual([expect.stringContaining("version 5.0.14; expected 6.2")]);
  });

  it("is named with its setting when nobody answers there", async () => {
    await expect(checkRedis("redis://127.0.0.1:1")).rejects.toMatchObject({
      code: "setting",
      message: expect.stringContaining("REDIS_URL: expected a Redis server that answers"),
    });
  });

  it.runIf(inject("redisUrl") !== null)("is asked over the wire", async () => {
    expect(await checkRedis(inject("redisUrl") ?? "")).toEqual([]);
  });
});
