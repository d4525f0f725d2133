/** Running instances stay on their version until they are migrated, by functions that are tried out before. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkVersions } from "../../src/engine/check-versions.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { migrateAll } from "../../src/engine/migrate-all.ts";
import { migrateInstance } from "../../src/engine/migrate-instance.ts";
import { replayInstance } from "../../src/engine/replay.ts";
import { moveVirtualClock } from "../../src/store/clock.ts";
import { readTimers } from "../../src/store/effects.ts";
import { readJournal } from "../../src/store/journal.ts";
import type { WorkflowDefinition } from "../../workflows/workflow.ts";
import { officer, PROGRAMME } from "../support/actors.ts";
import { testDatabase } from "../support/database.ts";
import { settle } from "../support/scenario.ts";
import type { OpenEngine } from "../support/server.ts";
import { openEngine } from "../support/server.ts";
import { carelessV2, loanV1, loanV2, loanV3 } from "../support/workflows/loan.ts";

const database = testDatabase();
const opened: OpenEngine[] = [];

let old: Engine;

beforeAll(async () => {
  await settle(database);
  old = knowing(loanV1);
});
afterAll(async () => {
  for (const one of opened) await one.close();
});

/** A process that knows these versions. */
function knowing(...workflows: WorkflowDefinition[]) {
  const one = openEngine(database, { workflows });
  opened.push(one);
  return one.engine;
}

const sent = { actor: officer, origin: "caller" as const };

async function loanIn(state: "shelved" | "out" | "checking"): Promise<string> {
  const started = await old.start({
    ...sent,
    workflow: "loan",
    programmeId: PROGRAMME,
    event: { type: "opened" },
  });
  if (started.kind !== "applied") throw new Error(started.kind);
  const id = started.standing.instanceId;
  const type = { shelved: undefined, out: "lent", checking: "checked" }[state];
  if (type !== undefined) await old.send({ ...sent, instanceId: id, event: { type } });
  return id;
}

const timersOf = async (id: string) =>
  Object.fromEntries((await readTimers(database.pool, [id])).map((t) => [t.action, t.dueAt?.toISOString()]));

describe("a running instance", () => {
  it("goes on with its own version beside a newer one", async () => {
    const id = await loanIn("out");
    const both = knowing(loanV1, loanV2);
    const returned = await both.send({ ...sent, instanceId: id, event: { type: "returned" } });
    expect(returned).toMatchObject({ kind: "applied", standing: { state: "shelved" } });
    expect(await both.peek(id)).toMatchObject({ version: 1 });

    const fresh = await both.start({
      ...sent,
      workflow: "loan",
      programmeId: PROGRAMME,
      event: { type: "opened" },
    });
    expect(fresh).toMatchObject({ kind: "applied", standing: { state: "available" } });
  });

  it("keeps, cancels and arms its timers as the migration says", async () => {
    const id = await loanIn("out");
    const before = await timersOf(id);
    const lentAt = await old.now();
    await moveVirtualClock(database.pool, new Date(lentAt.getTime() + 86_400_000));

    await migrateInstance(knowing(loanV1, loanV2), id, 2);
    const after = await timersOf(id);
    expect(after["return"]).toBe(before["return"]);
    expect(after).not.toHaveProperty("odd");
    expect(Date.parse(after["recall"] ?? "")).toBeGreaterThan(Date.parse(before["odd"] ?? ""));
  });

  it("is migrated version by version, each in the journal, which still replays", async () => {
    const engine = knowing(loanV1, loanV2, loanV3);
    const id = await loanIn("out");
    const before = await timersOf(id);
    await moveVirtualClock(database.pool, new Date((await old.now()).getTime() + 86_400_000));

    expect(await migrateInstance(engine, id, 3)).toEqual({ id, from: 1, to: 3 });
    expect(await engine.peek(id)).toMatchObject({
      version: 3,
      revision: 4,
      state: "lent.quiet",
      definitionHash: engine.registry.version("loan", 3).hash,
      snapshot: { context: { copies: 2 } },
    });
    expect(Date.parse((await timersOf(id))["return"] ?? "")).toBeGreaterThan(
      Date.parse(before["return"] ?? ""),
    );

    const rows = await readJournal(database.pool, id);
    expect(rows.slice(2).map((row) => row.event)).toMatchObject([
      { type: "convoke.migrated", from: 1, to: 2 },
      { type: "convoke.migrated", from: 2, to: 3 },
    ]);
    await engine.send({ ...sent, instanceId: id, event: { type: "returned" } });
    expect(await replayInstance(engine, id)).toEqual({ revision: 5, problems: [] });
  });

  it("stays as it is when its migration refuses it, with the reason", async () => {
    const engine = knowing(loanV1, loanV2);
    const id = await loanIn("checking");
    const before = await engine.peek(id);
    await expect(migrateInstance(engine, id, 2)).rejects.toMatchObject({
      code: "snapshot-mismatch",
      message: expect.stringContaining("a loan in checking has to be finished first"),
    });
    expect(await engine.peek(id)).toEqual(before);
  });

  it("is not migrated while a timer would fire that the new version never hears", async () => {
    const id = await loanIn("out");
    await expect(migrateInstance(knowing(loanV1, carelessV2), id, 2)).rejects.toMatchObject({
      code: "snapshot-mismatch",
      message: expect.stringContaining("the timer odd would send odd.due"),
    });
  });
});

describe("a dry run", () => {
  it("counts live instances per state and names those that could not be migrated, changing nothing", async () => {
    const engine = knowing(loanV1, loanV2);
    const stuck = await loanIn("checking");
    await loanIn("shelved");
    const count = async () =>
      (await database.pool.query<{ sum: number }>("select sum(revision)::int as sum from instance")).rows[0]
        ?.sum;
    const before = await count();
    const fates = (await checkVersions(engine, "loan")).filter((fate) => fate.version === 1);
    const checking = fates.find((fate) => fate.state === "checking");
    const shelved = fates.find((fate) => fate.state === "shelved");
    expect(checking).toMatchObject({ newest: 2, failures: checking?.count });
    expect(checking?.named.map(({ id }) => id)).toContain(stuck);
    expect(shelved?.count).toBeGreaterThan(0);
    expect(shelved?.failures).toBe(0);
    expect(await count()).toBe(before);
  });
});

describe("migrating all", () => {
  it("moves whatever can be moved, counts the rest, and does nothing the second time", async () => {
    const engine = knowing(loanV1, loanV2);
    await loanIn("out");
    const problems: string[] = [];
    const all = () =>
      migrateAll(engine, {
        workflow: "loan",
        perSecond: 10_000,
        onEach: (_, problem) => problems.push(problem ?? "migrated"),
      });
    const first = await all();
    expect(first.migrated).toBeGreaterThan(0);
    expect(problems.filter((problem) => problem === "migrated")).toHaveLength(first.migrated);
    const again = await all();
    expect(again).toEqual({ migrated: 0, failed: first.failed });
  });
});
