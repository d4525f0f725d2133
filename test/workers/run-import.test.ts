import { expect, it } from "vitest";
import type { Engine } from "../../src/engine/engine.ts";
import type { Claim } from "../../src/engine/outcome.ts";
import { runImportHandler } from "../../workers/run-import/run-import.ts";
import { undoImportHandler } from "../../workers/undo-import/undo-import.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse({ isIdle: true });
const NOW = new Date("2012-12-03T09:00:00.000Z");

/** An engine whose process dies before, or just after, it has done something for the so-manieth time. */
function dying(engine: Engine, act: "start" | "send", { at, after }: { at: number; after: boolean }): Engine {
  let times = 0;
  const once = (async (command: never) => {
    const time = (times += 1);
    if (time === at && !after) throw new Error("The process died before");
    const result = await engine[act](command);
    if (time === at) throw new Error("The process died after");
    return result;
  }) as Engine["start"] & Engine["send"];
  return { ...engine, [act]: once };
}

const snapshot = async () => {
  const { rows } = await house.database.pool.query(
    `select (select count(*) from party) as parties, (select count(*) from person_card) as cards,
       (select count(*) from instance where workflow = 'engagement') as cases,
       (select count(*) from journal where event->>'type' = 'inquiry.imported') as opened,
       (select count(*) from journal where event->>'type' = 'message.attached') as attached,
       (select count(*) from journal where event->>'type' = 'import.undone') as undone`,
  );
  return rows[0];
};

it("enters every row once, and takes every case back once, however often its process dies", async () => {
  const { engine, intake, directory } = house.house;
  // Every third has no address: nothing but the row says who they are.
  const lines = Array.from({ length: 120 }, (_, at) => {
    const address = at % 3 === 0 ? "" : `row${at === 119 ? 1 : at}@list.example`;
    return `Person ${at},${address}`;
  });
  const officer = await house.as("officer");
  const { body } = await officer
    .post("/api/v1/imports")
    .set("Content-Type", "text/csv")
    .send(Buffer.from(["Name,E-mail", ...lines].join("\n")))
    .expect(201);
  expect(body.forecast).toMatchObject({ new: 119, duplicate: 1 });
  const path = `/api/v1/imports/${body.id}`;
  const claim = { instanceId: body.id } as Claim;

  await officer.post(`${path}/run`).expect(202);
  for (const death of [
    { at: 3, after: false },
    { at: 20, after: true },
    { at: 61, after: true },
  ]) {
    const run = runImportHandler({ engine: dying(engine, "start", death), intake, directory });
    await expect(run.perform(claim, NOW)).rejects.toThrow("The process died");
    const { progress } = (await officer.get(path).expect(200)).body;
    expect(progress.waiting).toBeGreaterThan(0);
    // What the process was in the midst of goes on without it, as it would not have.
    await engine.drain();
  }
  expect(await runImportHandler({ engine, intake, directory }).perform(claim, NOW)).toMatchObject({
    kind: "done",
  });
  const entered = { parties: 119, cards: 119, cases: 119, opened: 119, attached: 1, undone: 0 };
  expect(await snapshot()).toEqual(entered);
  expect((await officer.get(path)).body).toMatchObject({
    status: "done",
    progress: { waiting: 0, opened: 119, attached: 1, failed: 0 },
  });
  // The effect comes once more.
  await runImportHandler({ engine, intake, directory }).perform(claim, NOW);
  expect(await snapshot()).toEqual(entered);

  await officer.post(`${path}/undo`).expect(202);
  for (const death of [
    { at: 2, after: false },
    { at: 60, after: true },
  ]) {
    const undo = undoImportHandler({ engine: dying(engine, "send", death), intake, directory });
    await expect(undo.perform(claim, NOW)).rejects.toThrow("The process died");
  }
  await undoImportHandler({ engine, intake, directory }).perform(claim, NOW);
  expect(await snapshot()).toEqual({ ...entered, cards: 0, undone: 119 });
  expect((await officer.get(path)).body).toMatchObject({
    status: "undone",
    progress: { takenBack: 120, kept: 0 },
  });
}, 60_000);

it("stops after the rows at hand when somebody cancels it, and what it had entered can be taken back", async () => {
  const { engine, intake, directory } = house.house;
  const officer = await house.as("officer");
  const lines = Array.from({ length: 120 }, (_, at) => `Person ${at},cancelled${at}@list.example`);
  const { body } = await officer
    .post("/api/v1/imports")
    .set("Content-Type", "text/csv")
    .send(Buffer.from(["Name,E-mail", ...lines].join("\n")))
    .expect(201);
  const path = `/api/v1/imports/${body.id}`;
  const claim = { instanceId: body.id } as Claim;
  await officer.post(`${path}/run`).expect(202);
  let started = 0;
  const start = (async (command: never) => {
    if ((started += 1) === 10) await officer.post(`${path}/cancel`).expect(200);
    return await engine.start(command);
  }) as Engine["start"];
  const run = runImportHandler({ engine: { ...engine, start }, intake, directory });
  expect(await run.perform(claim, NOW)).toMatchObject({ kind: "done" });
  expect(started).toBe(50);
  const cancelled = (await officer.get(path).expect(200)).body;
  expect(cancelled).toMatchObject({ status: "cancelled", progress: { waiting: 70, opened: 50 } });
  // The effect comes once more, and enters nobody.
  await run.perform(claim, NOW);
  expect((await officer.get(path)).body.progress).toEqual(cancelled.progress);
  await officer.post(`${path}/cancel`).expect(409);

  await officer.post(`${path}/undo`).expect(202);
  await undoImportHandler({ engine, intake, directory }).perform(claim, NOW);
  expect((await officer.get(path)).body).toMatchObject({ status: "undone", progress: { takenBack: 50 } });
}, 60_000);
