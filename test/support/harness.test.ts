import { describe, expect, it } from "vitest";
import pg from "pg";

import { testDatabase } from "./database.ts";
import { eachQueue } from "./queues.ts";

describe("a test database", () => {
  const first = testDatabase();
  const second = testDatabase();

  it("is migrated, and is nobody else's", async () => {
    const { rows } = await first.pool.query("select count(*)::int as count from migration");
    expect(rows[0].count).toBeGreaterThan(0);

    await first.pool.query("create table mine (id int)");
    await expect(second.pool.query("select * from mine")).rejects.toMatchObject({ code: "42P01" });
  });

  it("can be reached by its URL", async () => {
    const client = new pg.Client(first.url);
    await client.connect();
    expect((await client.query("select current_database() as name")).rows).toEqual([{ name: first.name }]);
    await client.end();
  });
});

eachQueue("a queue backend", (backend) => {
  it("is named", () => expect(["postgres", "redis"]).toContain(backend.kind));
});
