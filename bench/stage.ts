/** What all benchmarks of a run stand on: one embedded PostgreSQL, durable, with stock settings. */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import type { Connection, Db } from "../src/store/database.ts";
import { openDatabase } from "../src/store/database.ts";
import { startEmbeddedPostgres } from "../src/store/embedded/start.ts";
import { migrate } from "../src/store/migrate.ts";

export interface Stage {
  readonly connection: Server;
  readonly postgresVersion: string;
  /** A new database with Convoke's tables. */
  newDatabase(name: string): Promise<Server>;
  stop(): Promise<void>;
}

export interface Server {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** pgbench takes a connection for each of its clients; nothing else differs from what `npm start` runs. */
const SETTINGS = { max_connections: "300" };

export const quiet = { info: () => {}, warn: console.error, error: console.error, debug: () => {} };

/** A queue that is closed while its server stops has much to say that is no trouble. */
export const unheard = (): void => undefined;

/** In the checkout's own data folder: a temporary folder may lie in memory, where a commit costs nothing. */
export async function setStage(root: string): Promise<Stage> {
  const data = join(root, "data");
  await mkdir(data, { recursive: true });
  const dataDir = await mkdtemp(join(data, "bench-"));
  const embedded = await startEmbeddedPostgres({ dataDir, log: quiet, settings: SETTINGS });
  const { connection } = embedded;
  const db = openDatabase({ connection, max: 1 });
  const { rows } = await db.query<{ version: string }>("select current_setting('server_version') as version");
  await db.end();
  return {
    connection,
    postgresVersion: rows[0]?.version ?? "unknown",
    async newDatabase(name) {
      await maintain(connection, `create database ${name}`);
      const made = { ...connection, database: name };
      await withDatabase(made, migrate);
      return made;
    },
    async stop() {
      await embedded.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Without the pool's time limits: filling a database takes longer than any statement of the product may. */
export async function maintain(connection: Connection, sql: string): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

async function withDatabase<T>(connection: Connection, work: (db: Db) => Promise<T>): Promise<T> {
  const db = openDatabase({ connection });
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}

/** For programs that take a URL; a unix socket goes into the query. */
export function urlOf({ host, port, user, password, database }: Server): string {
  const credentials = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  return `postgresql://${credentials}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}
