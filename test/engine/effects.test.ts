/** An effect counts while its row is there, and only as often (invariants 6, 7 and 14). */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ended } from "../../src/engine/commands.ts";
import { createPerformer } from "../../src/engine/perform.ts";
import { createTimerLoop } from "../../src/engine/timers.ts";
import type { MachineEvent } from "../../src/machine/port.ts";
import { moveVirtualClock } from "../../src/store/clock.ts";
import type { Effect } from "../../src/store/effects.ts";
import { effectColumns, effectKeyText } from "../../src/store/effects.ts";
import { readJournal } from "../../src/store/journal.ts";
import type { Claim } from "../../src/store/leases.ts";
import { claimEffects, giveUpEffect, postponeEffect } from "../../src/store/leases.ts";
import { officer, PROGRAMME } from "../support/actors.ts";
import { testDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { Outside } from "../support/outside.ts";
import { DAY_MS, expectSound, instanceOf, MINUTE_MS, settle } from "../support/scenario.ts";
import type { OpenEngine } from "../support/server.ts";
import { openEngine, quiet } from "../support/server.ts";

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

async function start(workflow: string, event: MachineEvent): Promise<string> {
  const command = { workflow, event, programmeId: PROGRAMME, actor: officer, origin: "caller" as const };
  const result = await first.engine.start(command);
  if (result.kind !== "applied") throw new Error(JSON.stringify(result));
  return result.standing.instanceId;
}
const send = (instanceId: string, type: string) =>
  first.engine.send({ instanceId, event: { type }, actor: officer, origin: "caller" });

async function effectsOf(id: string): Promise<Effect[]> {
  const { rows } = await database.pool.query<Effect>(
    `select ${effectColumns} from effect e where instance_id = $1 order by due_at, seq, ordinal`,
    [id],
  );
  return rows;
}
async function effectOf(id: string, name: string): Promise<Effect> {
  const found = (await effectsOf(id)).find((effect) => effect.name === name);
  if (found === undefined) throw new Error(`No effect ${name}`);
  return found;
}

describe("the outcome of an activity", () => {
  const done: Ended = { kind: "done", output: { hits: 1 } };
  const failed: Ended = { kind: "failed", reason: "no" };
  const report = async (key: Effect, ended: Ended, attempt = 1) =>
    (await first.engine.run({ kind: "outcome", key, attempt, ended })).kind;

  async function claimed(effect: Effect, leaseMs = 60_000): Promise<Claim> {
    return await eventually(async () => {
      const by = { holder: "worker", leaseMs, now: await first.engine.now() };
      const [claim] = await claimEffects(database.pool, [effect], by);
      if (claim === undefined) throw new Error("Not to be had");
      return claim;
    });
  }

  it("is a failure when it is not what the workflow declares", async () => {
    const id = await start("screening", { type: "opened", name: "Acme" });
    const effect = await effectOf(id, "invoke:screen");
    await claimed(effect);
    expect(await report(effect, { kind: "done", output: { hits: "many" } })).toBe("applied");
    expect(await instanceOf(first.engine, id)).toMatchObject({
      state: "manual",
      snapshot: { context: { reason: expect.stringContaining("/output/hits") } },
    });
  });

  it("counts once, however often it is reported (6)", async () => {
    const id = await start("screening", { type: "opened", name: "Acme" });
    const effect = await effectOf(id, "invoke:screen");
    await claimed(effect);
    const reports = [report(effect, done), report(effect, done), report(effect, failed)];
    expect(await Promise.all(reports)).toEqual(["applied", "void", "void"]);
    expect(await report(effect, done)).toBe("void");
    expect(await instanceOf(first.engine, id)).toMatchObject({ state: "screened", revision: 2 });
  });

  it("does not count when the work was asked for anew, but the new work's does (6)", async () => {
    const id = await start("screening", { type: "opened", name: "Acme" });
    const before = await effectOf(id, "invoke:screen");
    await claimed(before);
    await send(id, "repeated");
    const after = await effectOf(id, "invoke:screen");
    expect(after.seq).toBe(2);
    expect(await report(before, done)).toBe("void");
    expect(await report(after, done)).toBe("applied");
  });

  it("does not count when its state was entered again without having been left (6)", async () => {
    const id = await start("reader", { type: "opened" });
    for (const type of ["left", "returned"]) await send(id, type);
    const before = await effectOf(id, "invoke:read");
    await claimed(before);
    await send(id, "recalled");
    expect(await effectsOf(id)).toMatchObject([{ seq: 4, name: "invoke:read" }]);
    const read: Ended = { kind: "done", output: null };
    expect(await report(before, read)).toBe("void");
    expect(await report({ ...before, seq: 4 }, read)).toBe("applied");
  });

  it("does not count when the chart has ended, and leaves nothing behind (6)", async () => {
    const id = await start("screening", { type: "opened", name: "Acme" });
    const effect = await effectOf(id, "invoke:screen");
    await claimed(effect);
    await send(id, "withdrawn");
    expect(await effectsOf(id)).toEqual([]);
    expect(await report(effect, done)).toBe("void");
  });

  it("does not count in the batch that cancels it (6)", async () => {
    const id = await start("screening", { type: "opened", name: "Acme" });
    const effect = await effectOf(id, "invoke:screen");
    const [, outcome] = await Promise.all([send(id, "withdrawn"), report(effect, done)]);
    expect(outcome).toBe("void");
  });

  it("of failure counts from the current attempt only, that of success from any (6)", async () => {
    const id = await start("screening", { type: "opened", name: "Acme" });
    const effect = await effectOf(id, "invoke:screen");
    const slow = await claimed(effect, 1);
    const current = await claimed(effect);
    expect([slow.attempt, current.attempt]).toEqual([1, 2]);
    const dueAt = await first.engine.now();
    expect(await postponeEffect(database.pool, { key: slow, attempt: 1, dueAt, reason: "" })).toBe(false);
    expect(await giveUpEffect(database.pool, slow, 1, "")).toBe(false);
    expect(await report(effect, failed, 1)).toBe("void");
    expect(await report(effect, done, 1)).toBe("applied");
    expect(await report(effect, done, 2)).toBe("void");
  });
});

describe("a timer", () => {
  const fire = async (key: Effect) =>
    (await first.engine.run({ kind: "timer", key, event: key.payload["event"] as MachineEvent })).kind;
  const move = async (byMs: number) => {
    const now = await first.engine.now();
    await moveVirtualClock(database.pool, new Date(now.getTime() + byMs));
  };

  it("that was armed again does not fire for its earlier arming (7)", async () => {
    const id = await start("reminder", { type: "opened" });
    const stale = await effectOf(id, "timer:reminder");
    await move(30_000);
    await send(id, "touched");
    await move(30_000);
    expect(await fire(stale)).toBe("void");
    expect(await effectOf(id, "timer:reminder")).toMatchObject({ seq: 2 });
    await move(30_000);
    expect(await fire(await effectOf(id, "timer:reminder"))).toBe("applied");
  });

  it("never fires early, whoever asks (7)", async () => {
    const id = await start("reminder", { type: "opened" });
    const timer = await effectOf(id, "timer:reminder");
    await move(MINUTE_MS - 1);
    expect(await fire(timer)).toBe("void");
    await move(1);
    expect(await fire(timer)).toBe("applied");
    expect(await fire(timer)).toBe("void");
  });

  it("that is paused and resumed between the look and the lock waits for its new time (7)", async () => {
    const id = await start("reminder", { type: "opened" });
    const seen = await effectOf(id, "timer:deadline");
    await send(id, "held");
    await move(10 * DAY_MS);
    expect(await fire(seen)).toBe("void");
    await send(id, "released");
    expect(await fire(seen)).toBe("void");
    await send(id, "answered");
  });

  it("does not fire in the batch that pauses it, nor in the one that resumes it for later (7)", async () => {
    const id = await start("reminder", { type: "opened" });
    const timer = await effectOf(id, "timer:deadline");
    await send(id, "held");
    await move(10 * DAY_MS);
    const [, whileResumed] = await Promise.all([send(id, "released"), fire(timer)]);
    await move(10 * DAY_MS);
    const [, whilePaused] = await Promise.all([send(id, "held"), fire(timer)]);
    expect([whileResumed, whilePaused]).toEqual(["void", "void"]);
    await send(id, "answered");
  });

  it("fires once when two processes find it due (7)", async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, () => start("reminder", { type: "opened" })));
    await move(MINUTE_MS);
    const loops = [first, second].map(({ engine }) => createTimerLoop(engine, quiet));
    await Promise.all(loops.map((loop) => loop.fireDue()));
    for (const id of ids) expect(await instanceOf(first.engine, id)).toMatchObject({ revision: 2 });
  });

  it("missed in a downtime fires after it, in order of due time and marked late (7)", async () => {
    const id = await start("reminder", { type: "opened" });
    const armed = await effectsOf(id);
    await move(45 * DAY_MS);
    await createTimerLoop(second.engine, quiet).fireDue();
    const rows = (await readJournal(database.pool, id)).slice(1);
    expect(rows.map(({ event }) => event["type"])).toEqual([
      "reminder.due",
      "deadline.passed",
      "archive.due",
    ]);
    expect(rows.map(({ happenedAt }) => happenedAt)).toEqual(armed.map(({ dueAt }) => dueAt));
    for (const row of rows) expect(row.facts).toMatchObject({ late: true });
    expect(await effectsOf(id)).toEqual([]);
  });

  it("that cannot be written holds up no other", async () => {
    const [poisoned, healthy] = [
      await start("reminder", { type: "opened" }),
      await start("reminder", { type: "opened" }),
    ];
    await database.pool.query(
      `update effect set payload = jsonb_set(payload, '{event,type}', '"reminder.due"'), kind = 'timer'
       where instance_id = $1`,
      [poisoned],
    );
    await database.pool.query(`
      create or replace function planted() returns trigger language plpgsql as
        $$ begin if new.instance_id = '${poisoned}' then raise exception 'planted'; end if; return new; end $$;
      create trigger planted before insert on journal for each row execute function planted()`);
    await move(MINUTE_MS);
    const loop = createTimerLoop(first.engine, quiet);
    await loop.fireDue();
    expect(await instanceOf(first.engine, healthy)).toMatchObject({ revision: 2 });
    expect(await effectOf(poisoned, "timer:reminder")).toMatchObject({ attempts: 1 });
    for (let i = 0; i < 10; i += 1) {
      await move(5 * MINUTE_MS);
      await loop.fireDue();
    }
    await database.pool.query("drop trigger planted on journal");
    expect(await instanceOf(first.engine, poisoned)).toMatchObject({ status: "parked", revision: 1 });
  });
});

describe("a worker", () => {
  it("that dies loses its work to another within its lease (14)", async () => {
    const id = await start("screening", { type: "opened", name: "Acme" });
    const effect = await effectOf(id, "invoke:screen");
    const now = await first.engine.now();
    expect(await claimEffects(database.pool, [effect], { holder: "dead", leaseMs: 400, now })).toHaveLength(
      1,
    );

    const outside = new Outside();
    outside.answer("screenParty", () => ({ kind: "done", output: { hits: 0 } }));
    const performer = createPerformer(second.engine, { screenParty: outside.handler }, quiet);
    await performer.perform({ effects: [effectKeyText(effect)] });
    expect(outside.deliveries).toEqual([]);
    await eventually(async () => {
      await performer.perform({ effects: [effectKeyText(effect)] });
      expect(await instanceOf(first.engine, id)).toMatchObject({ state: "screened" });
    });
    performer.stop();
    expect(outside.deliveries).toHaveLength(1);
  });

  it("that is slow but alive keeps its work", async () => {
    const id = await start("screening", { type: "opened", name: "Acme" });
    const hint = { effects: [effectKeyText(await effectOf(id, "invoke:screen"))] };
    const outside = new Outside();
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    outside.answer("screenParty", async () => {
      await ended;
      return { kind: "done", output: { hits: 0 } };
    });
    const handlers = { screenParty: outside.handler };
    const slow = createPerformer(first.engine, handlers, quiet, { leaseMs: 400 });
    const eager = createPerformer(second.engine, handlers, quiet, { leaseMs: 400 });
    const working = slow.perform(hint);
    await eventually(() => expect(outside.deliveries).toHaveLength(1));
    const until = Date.now() + 1_500;
    await eventually(async () => {
      await eager.perform(hint);
      if (Date.now() < until) throw new Error("Not yet");
    });
    expect(outside.deliveries).toHaveLength(1);
    end();
    await working;
    slow.stop();
    eager.stop();
    expect(await instanceOf(first.engine, id)).toMatchObject({ state: "screened" });
  });

  it("that gets the same hint twice, or many do, does the work once (6)", async () => {
    const id = await start("letters", { type: "opened", hears: false });
    const text = "one";
    await first.engine.send({
      instanceId: id,
      event: { type: "later", text },
      actor: officer,
      origin: "caller",
    });
    const now = await first.engine.now();
    await moveVirtualClock(database.pool, new Date(now.getTime() + DAY_MS));
    const hint = { effects: (await effectsOf(id)).map(effectKeyText) };
    const outside = new Outside();
    const performers = [first, second].map(({ engine }) =>
      createPerformer(engine, { sendLater: outside.handler }, quiet),
    );
    await Promise.all([...performers, ...performers].map((performer) => performer.perform(hint)));
    for (const performer of performers) performer.stop();
    expect(outside.deliveries).toHaveLength(1);
    expect(await effectsOf(id)).toEqual([]);
  });
});
