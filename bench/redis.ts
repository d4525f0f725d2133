import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Redis } from "ioredis";
import { listenTo } from "./open-api.ts";

/** A Redis of this run's own on the loopback, with its append-only file on. Undefined where there is none. */
export async function startRedis(): Promise<{ url: string; stop: () => Promise<void> } | undefined> {
  if (spawnSync("redis-server", ["--version"]).status !== 0) return undefined;
  const dir = await mkdtemp(join(tmpdir(), "convoke-bench-redis-"));
  const { port, close } = await listenTo(() => undefined);
  await close();
  const url = `redis://127.0.0.1:${port}`;
  const settings = {
    port: String(port),
    bind: "127.0.0.1",
    save: "",
    appendonly: "yes",
    "maxmemory-policy": "noeviction",
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const server = spawn("redis-server", args, { stdio: "ignore", cwd: dir });
  // A benchmark that fails must not leave it running.
  process.once("exit", () => server.kill("SIGTERM"));
  await answering(url);
  return {
    url,
    async stop() {
      server.kill("SIGTERM");
      if (server.exitCode === null) await once(server, "exit");
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const redis = new Redis(url, {
      lazyConnect: true,
      retryStrategy: () => null,
      maxRetriesPerRequest: 0,
    });
    redis.on("error", () => {});
    try {
      await redis.connect();
      return;
    } catch {
      await wait(50);
    } finally {
      redis.disconnect();
    }
  }
  throw new Error("redis-server does not answer");
}
