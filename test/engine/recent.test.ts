/** What a process keeps in memory is never believed when somebody else wrote the row (invariants 3 and 9). */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import type { Result } from "../../src/engine/commands.ts";
import { RecentInstances } from "../../src/engine/recent.ts";
import { officer, PROGRAMME } from "../support/actors.ts";
import { testDatabase } from "../support/database.ts";
import { expectSound, instanceOf, settle } from "../support/scenario.ts";
import type { OpenEngine } from "../support/server.ts";
import { openEngine } from "../support/server.ts";
import { tamper } from "../support/tamper.ts";

const database = testDatabase();
let first: OpenEngine;
let second: OpenEngine;

beforeAll(async () => {
  await settle(database);
  first = openEngine(database);
  second = openEngine(database);
});
afterAll(async () => {
  await expectSound(first.engine, database);
  await Promise.all([first.close(), second.close()]);
});

const by = { actor: officer, origin: "caller" as const };
const add = (engine: Engine, instanceId: string, number: number): Promise<Result> =>
  engine.send({ ...by, instanceId, event: { type: "added", by: number } });

async function open(engine: Engine): Promise<string> {
  const result = await engine.start({
    ...by,
    workflow: "counter",
    programmeId: PROGRAMME,
    event: { type: "opened" },
  });
  if (result.kind !== "applied") throw new Error(JSON.stringify(result));
  return result.standing.instanceId;
}

it("two processes that take turns at one instance each see what the other did", async () => {
  const id = await open(first.engine);
  for (let turn = 0; turn < 10; turn += 1) {
    const { engine } = turn % 2 === 0 ? first : second;
    expect(await add(engine, id, 1)).toMatchObject({ kind: "applied", standing: { revision: turn + 2 } });
  }
  expect((await instanceOf(second.engine, id)).card).toMatchObject({ total: 10 });
});

it("two processes at once on the same instances lose nothing", async () => {
  const ids = [await open(first.engine), await open(second.engine)];
  const sent = Array.from({ length: 60 }, (_, index) =>
    add(index % 2 === 0 ? first.engine : second.engine, ids[index % 3 === 0 ? 0 : 1] ?? "", 1),
  );
  for (const result of await Promise.all(sent)) expect(result.kind).toBe("applied");
  const cards = await Promise.all(ids.map(async (id) => (await instanceOf(first.engine, id)).card["total"]));
  expect(cards).toEqual([20, 40]);
});

it("a snapshot that was mended by hand is the one the next event finds", async () => {
  const id = await open(first.engine);
  await add(first.engine, id, 5);
  const { rowCount } = await first.engine.db.query(
    `update instance set snapshot = jsonb_set(snapshot, '{context,total}', '7') where id = $1`,
    [id],
  );
  expect(rowCount).toBe(1);
  expect(await add(first.engine, id, 1)).toMatchObject({ kind: "applied" });
  expect((await instanceOf(first.engine, id)).card).toMatchObject({ total: 8 });
  // The chain would rightly complain of it at the end.
  await tamper(first.engine.db, "delete from journal where instance_id = $1", [id]);
  await first.engine.db.query("delete from instance where id = $1", [id]);
});

it("an instance that is gone is not found, though it was just here", async () => {
  const id = await open(first.engine);
  await tamper(first.engine.db, "delete from journal where instance_id = $1", [id]);
  await first.engine.db.query("delete from instance where id = $1", [id]);
  expect(await add(first.engine, id, 1)).toEqual({ kind: "not-found", instanceId: id });
});

it("keeps so many, those used last", async () => {
  const recent = new RecentInstances();
  const id = await open(first.engine);
  const instance = await instanceOf(first.engine, id);
  const live = first.engine.registry.newest("counter").restore(instance.snapshot);
  for (let nth = 0; nth < 5_001; nth += 1) recent.keep(String(nth), { mark: "1/1", instance, live });
  expect([recent.has("0"), recent.has("1"), recent.has("5000")]).toEqual([false, true, true]);
  expect(recent.get("1", "2/1")).toBeUndefined();
});
