/** Working-day timers follow their programme's calendar. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catchUpWithCalendars, recountTimers } from "../../src/engine/recount-timers.ts";
import { createTimerLoop } from "../../src/engine/timers.ts";
import { newId } from "../../src/lib/ids.ts";
import { moveVirtualClock } from "../../src/store/clock.ts";
import { readTimers } from "../../src/store/effects.ts";
import { changeCalendar, insertProgramme, staleCalendars } from "../../src/store/programmes.ts";
import { officer } from "../support/actors.ts";
import { testDatabase } from "../support/database.ts";
import { expectSound, instanceOf, settle } from "../support/scenario.ts";
import type { OpenEngine } from "../support/server.ts";
import { openEngine, quiet } from "../support/server.ts";

const ROME = { zone: "Europe/Rome", week: [1, 2, 3, 4, 5], holidays: [] };

describe("when a programme's calendar changes", () => {
  const database = testDatabase();
  let opened: OpenEngine;
  let programmeId = "";
  let monday = new Date("2026-03-02T09:00:00Z");

  beforeAll(async () => {
    await settle(database);
    opened = openEngine(database);
  });
  afterAll(async () => {
    await expectSound(opened.engine, database);
    await opened.close();
  });

  /** A programme of its own and an instance in it, whose deadline is two working days, begun on a Monday. */
  async function begin(): Promise<string> {
    await at(monday);
    programmeId = newId();
    await insertProgramme(database.pool, {
      ...ROME,
      id: programmeId,
      slug: programmeId,
      name: "P",
      createdAt: monday,
    });
    const started = await opened.engine.start({
      workflow: "reminder",
      event: { type: "opened" },
      actor: actor(),
      origin: "caller",
      programmeId,
    });
    if (started.kind !== "applied") throw new Error(JSON.stringify(started));
    // The clock never goes back: the next story begins a year later.
    monday = new Date(monday.getTime() + 52 * 7 * 86_400_000);
    return started.standing.instanceId;
  }
  const actor = () => ({ ...officer, grants: [{ role: "officer" as const, programmeId }] });
  const at = async (time: Date) => await moveVirtualClock(database.pool, time);
  const later = async (days: number) =>
    await at(new Date((await opened.engine.now()).getTime() + days * 86_400_000));
  const send = async (instanceId: string, type: string) =>
    await opened.engine.send({ instanceId, event: { type }, actor: actor(), origin: "caller" });
  const holiday = async (...holidays: string[]) => {
    await changeCalendar(database.pool, programmeId, { ...ROME, holidays });
    return await recountTimers(opened.engine, programmeId);
  };
  const deadline = async (id: string) => {
    const timer = (await readTimers(database.pool, [id])).find(({ action }) => action === "deadline");
    return timer?.dueAt?.toISOString().slice(0, 16) ?? timer?.state;
  };

  it("a deadline moves by the days off, and back when they are taken away", async () => {
    const id = await begin();
    const before = await readTimers(database.pool, [id]);
    expect(await deadline(id)).toBe("2026-03-04T09:00");
    expect(await holiday("2026-03-03")).toEqual({ moved: 1, isWhole: true });
    expect(await deadline(id)).toBe("2026-03-05T09:00");
    expect(await holiday("2026-03-03")).toEqual({ moved: 0, isWhole: true });
    await holiday();
    expect(await readTimers(database.pool, [id])).toEqual(before);
  });

  it("a paused timer keeps the working time left of it, and goes on by the new calendar", async () => {
    const id = await begin();
    await later(1);
    await send(id, "held");
    expect(await holiday("2027-03-04")).toEqual({ moved: 0, isWhole: true });
    await later(1);
    await send(id, "released");
    expect(await deadline(id)).toBe("2027-03-05T09:00");
    // A day off more, while it counts what was left of it.
    await holiday("2027-03-04", "2027-03-05");
    expect(await deadline(id)).toBe("2027-03-08T09:00");
  });

  it("a pause before the timers have been counted again counts by the new calendar all the same", async () => {
    const id = await begin();
    await changeCalendar(database.pool, programmeId, { ...ROME, holidays: ["2028-02-29"] });
    await send(id, "held");
    await send(id, "released");
    expect(await deadline(id)).toBe("2028-03-02T09:00");
  });

  it("a timer that the change has made due fires", async () => {
    const id = await begin();
    await holiday("2029-02-27", "2029-02-28");
    await later(3);
    expect(await deadline(id)).toBe("2029-03-02T09:00");
    await holiday();
    await createTimerLoop(opened.engine, quiet).fireDue();
    expect(await instanceOf(opened.engine, id)).toMatchObject({
      card: { fired: expect.arrayContaining(["deadline.passed"]) as unknown },
    });
  });

  it("what was left undone is made up for, and is over only when nobody can still count by the old one", async () => {
    const id = await begin();
    const due = await deadline(id);
    await changeCalendar(database.pool, programmeId, { ...ROME, week: [1] });
    await catchUpWithCalendars(opened.engine, quiet);
    expect(await deadline(id)).not.toBe(due);
    const isStale = async () => (await staleCalendars(database.pool)).some((one) => one.id === programmeId);
    expect(await isStale()).toBe(true);
    const older = await database.pool.connect();
    await older.query("begin");
    await database.pool.query(
      "update programme set timers_stale_since = clock_timestamp() - interval '10 seconds'",
    );
    await catchUpWithCalendars(opened.engine, quiet);
    expect(await isStale()).toBe(true);
    await older.query("commit");
    older.release();
    await catchUpWithCalendars(opened.engine, quiet);
    expect(await isStale()).toBe(false);
  });
});
