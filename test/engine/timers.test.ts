/** Timers at scale: in order, in turn between programmes, each by one process, and by the database's clock alone. */
import { createMachine } from "xstate";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Command } from "../../src/engine/commands.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { createTimerLoop } from "../../src/engine/timers.ts";
import { newId } from "../../src/lib/ids.ts";
import { moveVirtualClock } from "../../src/store/clock.ts";
import { readJournal } from "../../src/store/journal.ts";
import { SYSTEM } from "../../src/contract/actor.ts";
import { workflowOf } from "../machine/workflow-of.ts";
import { officer, PROGRAMME } from "../support/actors.ts";
import { testDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { DAY_MS, instanceOf, MINUTE_MS, settle } from "../support/scenario.ts";
import type { OpenEngine } from "../support/server.ts";
import { openEngine, quiet } from "../support/server.ts";
import { tamper } from "../support/tamper.ts";

/** As many starts as an engine takes at once. */
const STARTS_AT_ONCE = 1_000;

const RING_MS = 400;
const ticking = workflowOf(
  createMachine({
    initial: "new",
    states: {
      new: { on: { opened: "waiting" } },
      waiting: { after: { [RING_MS]: "rung" } },
      rung: {},
    },
  }),
  { events: ["opened"], over: { name: "ticking", opens: ["opened"] } },
);

describe("timers due at once", () => {
  const database = testDatabase();
  let first: OpenEngine;
  let second: OpenEngine;

  beforeAll(async () => await settle(database));
  beforeEach(async () => {
    for (const table of ["instance", "journal", "effect", "incident"])
      await tamper(database.pool, `delete from ${table}`);
    first = openEngine(database);
    second = openEngine(database);
  });
  afterEach(async () => {
    await first.close();
    await second.close();
  });

  const move = async (ms: number) =>
    await moveVirtualClock(database.pool, new Date((await first.engine.now()).getTime() + ms));

  async function startMany(count: number, programmeId: string): Promise<void> {
    const { engine } = first;
    const start = () =>
      engine.start({
        workflow: "reminder",
        event: { type: "opened" },
        actor: SYSTEM,
        origin: "operator",
        programmeId,
      });
    for (let left = count; left > 0; left -= STARTS_AT_ONCE)
      await Promise.all(Array.from({ length: Math.min(left, STARTS_AT_ONCE) }, start));
  }

  /** The engine, and the instances whose timers it was told to fire, in order. */
  function watched(engine: Engine): { engine: Engine; fired: string[] } {
    const fired: string[] = [];
    const run = async (command: Command) => {
      if (command.kind === "timer") fired.push(command.key.instanceId);
      return await engine.run(command);
    };
    return { engine: { ...engine, run }, fired };
  }

  it("of a programme with thousands do not hold up those of a small one", async () => {
    const [big, small] = [newId(), newId()];
    await startMany(5_000, big);
    await move(1_000);
    await startMany(5, small);
    await move(DAY_MS);
    const { engine, fired } = watched(first.engine);
    expect(await createTimerLoop(engine, quiet).fireDue()).toBe(5_005);

    const { rows } = await database.pool.query<{ id: string }>(
      "select id from instance where programme_id = $1",
      [small],
    );
    const places = rows.map(({ id }) => fired.indexOf(id)).toSorted((a, b) => a - b);
    // One of each in turn, although all of the big programme's were due before.
    expect(places).toEqual([1, 3, 5, 7, 9]);
    expect(new Set(fired).size).toBe(5_005);
  });

  it("fire in order of due time within a programme, and strictly within an instance", async () => {
    const programmeId = newId();
    for (let n = 0; n < 10; n += 1) {
      await startMany(40, programmeId);
      await move(MINUTE_MS / 20);
    }
    await move(45 * DAY_MS);
    await createTimerLoop(first.engine, quiet).fireDue();
    const { rows } = await database.pool.query<{ happenedAt: Date }>(
      `select happened_at as "happenedAt" from journal where event->>'type' = 'reminder.due' order by position`,
    );
    expect(rows).toHaveLength(400);
    const times = rows.map(({ happenedAt }) => happenedAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));

    const { rows: instances } = await database.pool.query<{ id: string }>("select id from instance");
    for (const { id } of instances) {
      const types = (await readJournal(database.pool, id)).map(({ event }) => event["type"]);
      expect(types).toEqual(["opened", "reminder.due", "deadline.passed", "archive.due"]);
    }
  });

  it("are fired by one process at a time, so that two do not do the same work", async () => {
    await startMany(1_000, newId());
    await move(MINUTE_MS);
    const processes = [watched(first.engine), watched(second.engine)];
    const loops = processes.map(({ engine }) => createTimerLoop(engine, quiet));
    for (const loop of loops) loop.start();
    await eventually(async () => {
      const { rows } = await database.pool.query<{ done: number }>(
        "select count(*) as done from journal where event->>'type' = 'reminder.due'",
      );
      expect(rows[0]?.done).toBe(1_000);
    });
    for (const loop of loops) await loop.stop();
    const fired = processes.flatMap((process) => process.fired);
    expect(fired).toHaveLength(1_000);
    expect(new Set(fired).size).toBe(1_000);
  });
});

describe("a process whose clock is wrong", () => {
  const database = testDatabase();
  afterEach(() => void vi.useRealTimers());

  it.each([
    ["a day ahead", DAY_MS],
    ["a day behind", -DAY_MS],
  ])("by being %s fires no timer early and misses none", async (_, offMs) => {
    const opened = openEngine(database, { isVirtual: false, workflows: [ticking] });
    const { engine } = opened;
    const loop = createTimerLoop(engine, quiet);
    loop.start();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + offMs });
    const started = await engine.start({
      workflow: "ticking",
      event: { type: "opened" },
      actor: officer,
      origin: "caller",
      programmeId: PROGRAMME,
    });
    if (started.kind !== "applied") throw new Error(JSON.stringify(started));
    // The clock jumps once more while the timer waits.
    vi.setSystemTime(Date.now() - 2 * offMs);
    const id = started.standing.instanceId;
    await eventually(async () => expect(await instanceOf(engine, id)).toMatchObject({ state: "rung" }), {
      // By a wrong clock it would be a day.
      withinMs: 30_000,
    });
    const [first, rung] = await readJournal(database.pool, id);
    const waited = (rung?.enteredAt.getTime() ?? 0) - (first?.enteredAt.getTime() ?? 0);
    expect(waited).toBeGreaterThanOrEqual(RING_MS);
    await loop.stop();
    await opened.close();
  });
});
