import { randomBytes } from "node:crypto";
import { basename } from "node:path";

import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, inject, type ProvidedContext } from "vitest";

import { type Db, openDatabase } from "../../src/store/database.ts";

/** The database of one test file. Its members are there once the file's first `beforeAll` has run. */
export interface TestDatabase {
  readonly name: string;
  readonly poolConfig: pg.PoolConfig;
  /** For processes that are started by a test. */
  readonly url: string;
  readonly pool: Db;
}

/**
 * Give this test file a clone of the migrated template. Call it once, at the top of the file or of a `describe`. The
 * database is dropped when all tests passed, and kept and named when one failed.
 */
export function testDatabase(): TestDatabase {
  let open: TestDatabase | undefined;
  let hasFailed = false;

  beforeAll(async () => {
    open = await cloneTemplate();
  });

  beforeEach(({ onTestFailed }) => {
    onTestFailed(() => {
      hasFailed = true;
    });
  });

  afterAll(async () => {
    if (!open) return;
    await open.pool.end();
    if (hasFailed) console.warn(`A test failed, so its database is kept: ${open.name}`);
    else await maintain(`drop database ${open.name} with (force)`);
  });

  const opened = () => {
    if (!open) throw new Error("The test database is there from the first beforeAll on");
    return open;
  };
  return {
    get name() {
      return opened().name;
    },
    get poolConfig() {
      return opened().poolConfig;
    },
    get url() {
      return opened().url;
    },
    get pool() {
      return opened().pool;
    },
  };
}

async function cloneTemplate(): Promise<TestDatabase> {
  const file = basename(expect.getState().testPath ?? "test", ".test.ts").replaceAll(/[^a-z0-9]+/gi, "_");
  const name = `convoke_test_${file.toLowerCase().slice(0, 40)}_${randomBytes(3).toString("hex")}`;
  // Copying its files takes a third of the time of writing them through the log.
  await maintain(`create database ${name} template ${inject("templateDatabase")} strategy file_copy`);

  const poolConfig = { ...inject("postgres"), database: name };
  return { name, poolConfig, url: urlOf(poolConfig), pool: openDatabase({ connection: poolConfig }) };
}

/** A unix socket goes into the query, where both `pg` and libpq look for it. */
function urlOf({ host, port, user, password, database }: ProvidedContext["postgres"]): string {
  const credentials = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  if (!host.startsWith("/")) return `postgresql://${credentials}@${host}:${port}/${database}`;
  return `postgresql://${credentials}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}

async function maintain(sql: string): Promise<void> {
  const client = new pg.Client(inject("postgres"));
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
