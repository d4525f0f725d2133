/** What Node does when an error event finds no listener: it ends the process. */
import { afterAll, describe, expect, it } from "vitest";
import type { Db } from "../../src/store/database.ts";
import { openDatabase, openPool } from "../../src/store/database.ts";
import { testDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";

const database = testDatabase();

describe.each([
  ["of the house", () => openDatabase({ connection: database.poolConfig, max: 2 })],
  ["of the queue", () => openPool({ ...database.poolConfig, max: 2 })],
])("a connection %s that PostgreSQL closes", (_of, open) => {
  const pools: Db[] = [];
  afterAll(async () => void (await Promise.all(pools.map((pool) => pool.end()))));

  async function broken(withoutListeners: boolean): Promise<Db> {
    const pool = open();
    pools.push(pool);
    const held = await pool.connect();
    const { rows } = await held.query<{ pid: number }>("select pg_backend_pid() as pid");
    // As BullMQ does with a connection it has listened on.
    if (withoutListeners) held.removeAllListeners();
    await database.pool.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
    await eventually(async () => {
      await expect(held.query("select 1")).rejects.toThrow(/terminat|not queryable/);
    });
    held.release(true);
    return pool;
  }

  it("between two statements of whoever holds it fails his next one and nothing else", async () => {
    const pool = await broken(false);
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });

  it("after all listeners were taken away ends no process", async () => {
    const pool = await broken(true);
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });
});
