/** The journal replays to the stored snapshot, and whoever changes it is found out (invariant 9). */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { replayInstance } from "../../src/engine/replay.ts";
import { newId } from "../../src/lib/ids.ts";
import { officer, PROGRAMME } from "../support/actors.ts";
import { testDatabase } from "../support/database.ts";
import { settle } from "../support/scenario.ts";
import type { OpenEngine } from "../support/server.ts";
import { openEngine } from "../support/server.ts";
import { tamper } from "../support/tamper.ts";

const database = testDatabase();
let open: OpenEngine;

beforeAll(async () => {
  await settle(database);
  open = openEngine(database);
});
afterAll(async () => await open.close());

async function counted(events: number): Promise<string> {
  const id = newId();
  const sent = { actor: officer, origin: "caller" as const };
  await open.engine.start({
    ...sent,
    id,
    workflow: "counter",
    programmeId: PROGRAMME,
    event: { type: "opened" },
    input: { note: "kept" },
  });
  const events_ = Array.from({ length: events }, (_, by) => ({ type: "added", by, note: "Ünïcødé 🐘" }));
  await open.engine.sendMany(events_.map((event) => ({ ...sent, instanceId: id, event })));
  return id;
}

describe("a journal", () => {
  it("replays to the stored snapshot, also over more rows than a page", async () => {
    const id = await counted(1_200);
    expect(await replayInstance(open.engine, id)).toEqual({ revision: 1_201, problems: [] });
  });

  it.each([
    [
      "an event",
      `update journal set event = jsonb_set(event, '{by}', '9') where instance_id = $1 and seq = 4`,
      4,
    ],
    [
      "a sender",
      `update journal set actor = jsonb_set(actor, '{id}', '"x"') where instance_id = $1 and seq = 4`,
      4,
    ],
    [
      "a time",
      `update journal set happened_at = happened_at - interval '1 s' where instance_id = $1 and seq = 4`,
      4,
    ],
    [
      "an input",
      `update journal set input = jsonb_set(input, '{note}', '"lost"') where instance_id = $1 and seq = 1`,
      1,
    ],
    ["a missing row", `delete from journal where instance_id = $1 and seq = 4`, 5],
    ["a missing end", `delete from journal where instance_id = $1 and seq = 6`, null],
    [
      "the snapshot",
      `update instance set snapshot = jsonb_set(snapshot, '{context,total}', '1') where id = $1`,
      null,
    ],
  ])("gives away who has changed %s", async (_, sql, seq) => {
    const id = await counted(5);
    await tamper(database.pool, sql, [id]);
    const { problems } = await replayInstance(open.engine, id);
    expect(problems[0]).toMatchObject({ seq });
  });

  it("of nobody is not found", async () => {
    await expect(replayInstance(open.engine, newId())).rejects.toMatchObject({ code: "not-found" });
  });
});
