/** The queue carries hints only: losing all of them loses nothing (invariant 5). */
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prepareBackend } from "../../src/queue/backend.ts";
import { openQueues } from "../../src/queue/queues.ts";
import { createRelay } from "../../src/engine/relay.ts";
import { officer, PROGRAMME } from "../support/actors.ts";
import type { TestDatabase } from "../support/database.ts";
import { testDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { Outside } from "../support/outside.ts";
import type { QueueBackend } from "../support/queues.ts";
import { eachQueue } from "../support/queues.ts";
import { settle } from "../support/scenario.ts";
import { backendOf, openEngine, openServer, quiet } from "../support/server.ts";
import type { Engine } from "../../src/engine/engine.ts";

eachQueue("work asked for", (queue) => {
  describe("is done", () => {
    const database = testDatabase();
    beforeAll(async () => {
      await prepareBackend(backendOf(queue, database));
      await settle(database);
    });
    afterAll(async () => await wipe(queue, database));

    it("when the queue was emptied before anybody worked", async () => {
      const opened = openEngine(database);
      const { engine } = opened;
      const queues = openQueues(backendOf(queue, database), () => {});
      const relay = createRelay(engine, queues, quiet);
      await write(engine, 40);
      // The last hints are still on their way after the last commit; one that came after the wipe would be kept.
      await relay.stop();
      expect(await queues.waiting("mail")).toBeGreaterThan(0);
      await wipe(queue, database);
      expect(await queues.waiting("mail")).toBe(0);
      await queues.close();
      await opened.close();

      const outside = new Outside();
      const server = openServer(database, { backend: backendOf(queue, database), outside: outside.handler });
      await eventually(async () => {
        await server.relay.sweep();
        expect(await undone(database)).toBe(0);
      });
      await server.close();
      expect(outside.received("sendMail")).toHaveLength(40);
      expect(outside.deliveries).toHaveLength(40);
    });

    it("when the queue is emptied again and again under running workers", async () => {
      const outside = new Outside();
      const server = openServer(database, { backend: backendOf(queue, database), outside: outside.handler });
      for (let round = 0; round < 10; round += 1) {
        await write(server.engine, 10);
        await wipe(queue, database);
      }
      await eventually(
        async () => {
          await server.relay.sweep({ again: true });
          expect(await undone(database)).toBe(0);
        },
        { withinMs: 25_000 },
      );
      await server.close();
      expect(outside.received("sendMail")).toHaveLength(100);
    });

    it("at once when it is asked for again under the key of work that was just done", async () => {
      const opened = openEngine(database);
      const { engine } = opened;
      const queues = openQueues(backendOf(queue, database), () => {});
      const relay = createRelay(engine, queues, quiet);
      await write(engine, 1);
      await relay.sweep();
      const again = await database.pool.query<{ row: object }>(
        "delete from effect returning to_jsonb(effect) as row",
      );
      await database.pool.query(
        "insert into effect select * from jsonb_populate_recordset(null::effect, $1)",
        [JSON.stringify(again.rows.map(({ row }) => row))],
      );
      expect(await relay.sweep()).toBe(1);
      expect(await relay.sweep()).toBe(0);
      await database.pool.query("delete from effect");
      await relay.stop();
      await queues.close();
      await opened.close();
    });

    it("without anybody asking, within half a minute of the loss", async () => {
      const outside = new Outside();
      const opened = openEngine(database);
      const { engine } = opened;
      await write(engine, 3);
      await opened.close();
      const server = openServer(database, { backend: backendOf(queue, database), outside: outside.handler });
      await eventually(async () => expect(await undone(database)).toBe(0), { withinMs: 30_000 });
      await server.close();
      expect(outside.received("sendMail")).toHaveLength(3);
    });
  });
});

async function write(engine: Engine, letters: number): Promise<void> {
  const sent = { actor: officer, origin: "caller" as const };
  const event = { type: "opened", hears: false };
  await Promise.all(
    Array.from({ length: letters }, async () => {
      const opened = await engine.start({ ...sent, workflow: "letters", programmeId: PROGRAMME, event });
      if (opened.kind !== "applied") throw new Error(opened.kind);
      const { instanceId } = opened.standing;
      await engine.send({ ...sent, instanceId, event: { type: "written", text: "hello" } });
    }),
  );
}

async function undone(database: TestDatabase): Promise<number> {
  const { rows } = await database.pool.query<{ count: number }>("select count(*)::int as count from effect");
  return rows[0]?.count ?? -1;
}

/** What an operator does who empties Redis, for the keys of this test; or who truncates BullMQ's tables. */
async function wipe(queue: QueueBackend, database: TestDatabase): Promise<void> {
  if (queue.kind === "redis") {
    const redis = new Redis(queue.url);
    const keys = await redis.keys(`${queue.prefix}*`);
    if (keys.length > 0) await redis.del(keys);
    redis.disconnect();
    return;
  }
  const { rows } = await database.pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname = 'bullmq' and tablename not like '%migration%'`,
  );
  const tables = rows.map(({ name }) => name).join(", ");
  // Busy workers hold the tables for longer than we ever wait for a lock.
  await eventually(() => database.pool.query(`truncate ${tables} cascade`));
}
