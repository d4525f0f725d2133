/** One PostgreSQL and, where there is one, one Redis for the whole run; every test file clones its database from a template. */
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Redis } from "ioredis";
import pg from "pg";
import type { TestProject } from "vitest/node";

import { prepareBackend } from "../../src/queue/backend.ts";
import { openDatabase } from "../../src/store/database.ts";
import { startEmbeddedPostgres } from "../../src/store/embedded/start.ts";
import { migrate } from "../../src/store/migrate.ts";
import { eventually } from "../support/eventually.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where databases can be created. Plain data, since it travels between processes. */
    postgres: { host: string; port: number; user: string; password: string; database: string };
    templateDatabase: string;
    redisUrl: string | null;
  }
}

/** The tests' data need not survive a power cut, and many files hold connections at once. */
const FAST = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "400" };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await providePostgres();
  const template = `convoke_template_${randomBytes(4).toString("hex")}`;
  await makeTemplate(postgres.connection, template);
  const redis = await provideRedis();

  project.provide("postgres", postgres.connection);
  project.provide("templateDatabase", template);
  project.provide("redisUrl", redis.url);

  return async () => {
    await redis.stop();
    await query(postgres.connection, `drop database if exists ${template} with (force)`);
    await postgres.stop();
  };
}

type Connection = { host: string; port: number; user: string; password: string; database: string };

async function providePostgres(): Promise<{ connection: Connection; stop: () => Promise<void> }> {
  const url = process.env["TEST_DATABASE_URL"];
  if (url) return { connection: connectionOf(new URL(url)), stop: () => Promise.resolve() };

  const dataDir = await mkdtemp(join(await quickFolder(), "convoke-test-postgres-"));
  const log = { info: () => {}, warn: console.warn, error: console.error };
  const { connection, stop } = await startEmbeddedPostgres({ dataDir, log, settings: FAST });
  return {
    connection,
    stop: async () => {
      const kept = await keptDatabases(connection);
      await stop();
      if (kept.length === 0) await rm(dataDir, { recursive: true, force: true });
      else console.warn(`Databases of failed test files (${kept.join(", ")}) are kept in ${dataDir}`);
    },
  };
}

const ROOM_BYTES = 4 * 1024 ** 3;

/** In memory where there is room: each clone of the template is a thousand small files, made and removed again. */
async function quickFolder(): Promise<string> {
  const memory = await statfs("/dev/shm").catch(() => undefined);
  const hasRoom = memory !== undefined && memory.bavail * memory.bsize > ROOM_BYTES;
  return hasRoom ? "/dev/shm" : tmpdir();
}

async function keptDatabases(connection: Connection): Promise<string[]> {
  const rows = await query(
    connection,
    "select datname from pg_database where datname like 'convoke\\_test\\_%'",
  );
  return rows.map((row) => row["datname"] as string);
}

async function makeTemplate(connection: Connection, name: string): Promise<void> {
  await query(connection, `create database ${name}`);
  const db = openDatabase({ connection: { ...connection, database: name } });
  await migrate(db).finally(() => db.end());
  // BullMQ's tables too: they take longer to make than the whole clone.
  await prepareBackend({ kind: "postgres", connection: { ...connection, database: name } });
  // Cloning fails while anybody is connected, so nobody may.
  await query(connection, `alter database ${name} with allow_connections false`);
}

/** Redis is there when `redis-server` is on the path; without it, the queue tests run on PostgreSQL alone. */
async function provideRedis(): Promise<{ url: string | null; stop: () => Promise<void> }> {
  if (spawnSync("redis-server", ["--version"]).status !== 0)
    return { url: null, stop: () => Promise.resolve() };

  const port = await freePort();
  const server = spawn(
    "redis-server",
    [
      "--port",
      String(port),
      "--bind",
      "127.0.0.1",
      "--save",
      "",
      "--appendonly",
      "no",
      "--maxmemory-policy",
      "noeviction",
    ],
    { stdio: "ignore", cwd: tmpdir() },
  );
  const url = `redis://127.0.0.1:${port}`;
  await eventually(() => ping(url));
  return {
    url,
    stop: async () => {
      server.kill("SIGTERM");
      if (server.exitCode === null) await once(server, "exit");
    },
  };
}

async function ping(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  redis.on("error", () => {});
  try {
    await redis.connect();
    await redis.ping();
  } finally {
    redis.disconnect();
  }
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

function connectionOf(url: URL): Connection {
  return {
    host: url.searchParams.get("host") ?? url.hostname,
    port: Number(url.port || "5432"),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1) || "postgres",
  };
}

async function query(connection: Connection, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
