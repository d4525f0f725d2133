import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { Redis } from "ioredis";
import { eventually } from "../support/eventually.ts";

/** A Redis of one's own that keeps nothing on disk, so that a restart empties it. */
export class RedisProcess {
  readonly port: number;
  readonly #more: readonly string[];
  readonly #folder: string;
  #child: ChildProcess | undefined;

  private constructor(port: number, folder: string, more: readonly string[]) {
    this.port = port;
    this.#folder = folder;
    this.#more = more;
  }

  static async start(folder: string, more: readonly string[] = []): Promise<RedisProcess> {
    const redis = new RedisProcess(await portBelow(PORT_MAX), folder, more);
    await redis.start();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const settings = ["--port", String(this.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
    this.#child = spawn("redis-server", [...settings, "--maxmemory-policy", "noeviction", ...this.#more], {
      stdio: "ignore",
      cwd: this.#folder,
    });
    await eventually(() => this.ask((redis) => redis.ping()));
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }

  async flush(): Promise<void> {
    await this.ask((redis) => redis.flushall());
  }

  async ask<T>(question: (redis: Redis) => Promise<T>): Promise<T> {
    const redis = new Redis(this.url, { lazyConnect: true, retryStrategy: () => null });
    redis.on("error", () => {});
    try {
      await redis.connect();
      return await question(redis);
    } finally {
      redis.disconnect();
    }
  }
}

/** A Cluster's nodes talk to each other 10,000 ports further up. */
const PORT_MAX = 55_000;
const TRIES_MAX = 100;

async function portBelow(max: number): Promise<number> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const port = await freePort();
    if (port <= max) return port;
  }
  throw new Error(`No free port up to ${max}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No free port");
  return address.port;
}
