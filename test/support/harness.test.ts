import { describe, expect, it } from "vitest";
import pg from "pg";

import { CHROMIUM, launch } from "./chromium.ts";
import { barriers } from "./console.ts";
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

describe.skipIf(CHROMIUM === undefined)("what keeps somebody out of a page", () => {
  const around = (content: string) =>
    `<html lang="en"><title>A page</title><main><h1>Here</h1>${content}</main></html>`;

  it("is told with its rule, where it is and why, and what fades in is no part of it", async () => {
    const browser = await launch();
    const page = await browser.newPage();
    await page.setContent(around(`<p><img src="data:,"></p><p><img src="data:,"></p>`));
    expect(await barriers(page)).toEqual([
      expect.stringMatching(
        /^image-alt: 2 ×, first p:nth-child\(2\) > img <img .*\(Fix any .* alt attribute/,
      ),
    ]);
    await page.setContent(
      around(`<style>@keyframes come { from { opacity: 0 } } p { animation: come 1s }</style><p>Slowly</p>`),
    );
    expect(await barriers(page)).toEqual([]);
    await browser.close();
  });
});
