import { describe, expect, it } from "vitest";
import { parseRedisUrl } from "../../src/lib/redis-url.ts";

describe("REDIS_URL", () => {
  it("names one Redis", () => {
    const url = "rediss://user:word@redis.example:6380/2";
    expect(parseRedisUrl(url)).toEqual({ kind: "single", url });
  });

  it("names Sentinels and the master they watch", () => {
    const url = "redis-sentinel://convoke:p%40ss@one:26380,two,[::1]:26381/mymaster?db=2&sentinelPassword=w";
    expect(parseRedisUrl(url)).toEqual({
      kind: "sentinel",
      sentinels: [
        { host: "one", port: 26_380 },
        { host: "two", port: 26_379 },
        { host: "::1", port: 26_381 },
      ],
      master: "mymaster",
      login: { username: "convoke", password: "p@ss" },
      sentinelPassword: "w",
      db: 2,
      isTls: false,
    });
  });

  it("names some nodes of a Cluster, which tell the others", () => {
    expect(parseRedisUrl("rediss-cluster://:word@one,two:7001")).toEqual({
      kind: "cluster",
      nodes: [
        { host: "one", port: 6_379 },
        { host: "two", port: 7_001 },
      ],
      login: { password: "word" },
      isTls: true,
    });
  });

  it.each([
    "redis-sentinel://one:26379",
    "redis-sentinel://one/mymaster?db=x",
    "redis-cluster://one,,two",
    "redis-cluster://one/1",
    "redis-ring://one",
    "one:6379",
  ])("is refused as %s", (text) => {
    expect(parseRedisUrl(text)).toBeUndefined();
  });
});
