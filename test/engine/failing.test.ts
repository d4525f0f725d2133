/** What goes wrong changes nothing, is not lost, and ends before a person (invariant 10). */
import { expect } from "vitest";
import type { EffectKey } from "../../src/store/effects.ts";
import { parseEffectKey } from "../../src/store/effects.ts";
import { retryInstance, skipEffect } from "../../src/engine/park.ts";
import { newId } from "../../src/lib/ids.ts";
import { listIncidents } from "../../src/store/incidents.ts";
import { SYSTEM } from "../../src/contract/actor.ts";
import type { World } from "../support/scenario.ts";
import { DAY_MS, MINUTE_MS, scenario } from "../support/scenario.ts";

scenario(
  "a timer that makes its chart throw parks it after five attempts, and fires once mended",
  async (world) => {
    const { instanceId } = await world.start("reminder", { type: "opened" });
    await world.send(instanceId, { type: "broke" });
    await world.advance(DAY_MS);
    expect(await world.instance(instanceId)).toMatchObject({ status: "parked", revision: 2 });
    const [incident] = await incidents(world);
    expect(incident).toMatchObject({ kind: "parked", instanceId });
    expect(incident?.reason).toContain("the chart is broken");

    expect(await world.send(instanceId, { type: "touched" })).toMatchObject({
      kind: "parked",
      reason: expect.stringContaining("the chart is broken") as unknown,
    });
    await world.advance(40 * DAY_MS);
    expect(await world.instance(instanceId)).toMatchObject({ status: "parked", revision: 2 });

    await retryInstance(world.engine, instanceId);
    expect(await incidents(world)).toEqual([]);
    await world.engine.send({ instanceId, event: { type: "broke" }, actor: SYSTEM, origin: "operator" });
    await world.advance(MINUTE_MS);
    const rows = (await world.journal(instanceId)).slice(2);
    expect(rows.map(({ event }) => event["type"])).toEqual([
      "broke",
      "reminder.due",
      "deadline.passed",
      "archive.due",
    ]);
    expect(rows[1]?.facts).toMatchObject({ late: true, dueAt: "2026-03-02T09:01:00.000Z" });
  },
);

scenario("a timer that makes its chart throw can be skipped", async (world) => {
  const { instanceId } = await world.start("reminder", { type: "opened" });
  await world.send(instanceId, { type: "broke" });
  await world.advance(DAY_MS);
  await skipEffect(world.engine, instanceId, await keyOf(world));
  expect(await world.instance(instanceId)).toMatchObject({ status: "active" });
  await world.send(instanceId, { type: "broke" });
  await world.advance(2 * DAY_MS);
  expect(await world.instance(instanceId)).toMatchObject({ card: { fired: ["deadline.passed"] } });
});

scenario(
  "an outcome that makes its chart throw keeps its row, and its work is not done again",
  async (world) => {
    world.outside.answer("screenParty", () => ({ kind: "done", output: { hits: 100 } }));
    const { instanceId } = await world.start("screening", { type: "opened", name: "Acme" });
    await world.advance(DAY_MS);
    expect(await world.instance(instanceId)).toMatchObject({
      status: "parked",
      state: "screening",
      revision: 1,
    });
    await retryInstance(world.engine, instanceId);
    await world.advance(DAY_MS);
    expect(await world.instance(instanceId)).toMatchObject({ status: "parked" });
    expect(world.outside.deliveries).toHaveLength(1);

    await skipEffect(world.engine, instanceId, await keyOf(world));
    await world.send(instanceId, { type: "withdrawn" });
    expect(await world.instance(instanceId)).toMatchObject({ status: "done" });
  },
);

scenario(
  "a worker's four failures are not held against the chart that throws on its success",
  async (world) => {
    let tries = 0;
    world.outside.answer("screenParty", () => {
      tries += 1;
      return tries < 5 ? { kind: "retry", reason: "busy" } : { kind: "done", output: { hits: 100 } };
    });
    const { instanceId } = await world.start("screening", { type: "opened", name: "Acme" });
    await world.advance(87_000);
    expect(tries).toBe(5);
    expect(await world.instance(instanceId)).toMatchObject({ status: "active" });
  },
);

scenario("an output that cannot be stored is a failure the chart hears of", async (world) => {
  world.outside.answer("screenParty", () => ({ kind: "done", output: { hits: 1, note: "a\u0000b" } }));
  const { instanceId } = await world.start("screening", { type: "opened", name: "Acme" });
  await world.quiet();
  expect(await world.instance(instanceId)).toMatchObject({ state: "manual" });
});

scenario("a reason that cannot be stored is stored as far as it can be", async (world) => {
  world.outside.answer("screenParty", () => ({ kind: "give-up", reason: "bad\u0000\uD800 reply" }));
  const { instanceId } = await world.start("screening", { type: "opened", name: "Acme" });
  await world.quiet();
  expect(await world.instance(instanceId)).toMatchObject({ card: { reason: "bad\uFFFD\uFFFD reply" } });
});

scenario(
  "a signal that makes its target throw parks the target, and arrives once it is mended",
  async (world) => {
    const group = await world.start("group", { type: "founded", seats: 1 });
    await world.send(group.instanceId, { type: "broke" });
    const id = newId();
    await world.start("applicant", { type: "opened", id }, { id });
    await world.send(id, { type: "applied", groupId: group.instanceId, mayFound: false });
    await world.advance(60 * MINUTE_MS);
    expect(await world.instance(group.instanceId)).toMatchObject({ status: "parked" });
    expect(await world.instance(id)).toMatchObject({ status: "active", state: "pending" });

    await retryInstance(world.engine, group.instanceId);
    await world.send(group.instanceId, { type: "broke" });
    await world.advance(60 * MINUTE_MS);
    expect(await world.instance(id)).toMatchObject({ state: "seated" });
  },
);

scenario("a signal that makes its target throw can be skipped by its target's operator", async (world) => {
  const group = await world.start("group", { type: "founded", seats: 1 });
  await world.send(group.instanceId, { type: "broke" });
  const id = newId();
  await world.start("applicant", { type: "opened", id }, { id });
  await world.send(id, { type: "applied", groupId: group.instanceId, mayFound: false });
  await world.advance(60 * MINUTE_MS);
  await skipEffect(world.engine, group.instanceId, await keyOf(world));
  expect(await world.instance(group.instanceId)).toMatchObject({ status: "active" });
  await world.advance(60 * MINUTE_MS);
  expect(await world.instance(id)).toMatchObject({ state: "pending" });
});

scenario(
  "a signal whose target never appears is given up after a day, where a person sees it",
  async (world) => {
    const id = newId();
    await world.start("applicant", { type: "opened", id }, { id });
    await world.send(id, { type: "applied", groupId: newId(), mayFound: false });
    await world.advance(25 * 60 * MINUTE_MS);
    expect(await incidents(world)).toMatchObject([{ kind: "signal-undelivered", instanceId: id }]);
  },
);

scenario("a lost letter nobody wants to hear of is an incident, and can be sent again", async (world) => {
  world.outside.answer("sendMail", () => ({ kind: "give-up", reason: "no such address" }));
  const { instanceId } = await world.start("letters", { type: "opened", hears: false });
  await world.send(instanceId, { type: "written", text: "one" });
  await world.quiet();
  expect(await incidents(world)).toMatchObject([{ kind: "gave-up", instanceId, reason: "no such address" }]);

  world.outside.answer("sendMail", () => ({ kind: "done" }));
  await retryInstance(world.engine, instanceId);
  await world.quiet();
  expect(world.outside.deliveries).toHaveLength(2);
  expect(await incidents(world)).toEqual([]);
  await expect(retryInstance(world.engine, instanceId)).rejects.toMatchObject({ code: "conflict" });
});

scenario("a letter that fails ten times is given up", async (world) => {
  world.outside.answer("sendMail", () => ({ kind: "retry", reason: "greylisted" }));
  const { instanceId } = await world.start("letters", { type: "opened", hears: true });
  await world.send(instanceId, { type: "written", text: "one" });
  await world.advance(3 * DAY_MS);
  expect(world.outside.deliveries).toHaveLength(10);
  expect(await world.instance(instanceId)).toMatchObject({ card: { lost: ["sendMail: greylisted"] } });
});

scenario(
  "a snapshot that no longer fits its chart parks the instance when something is due",
  async (world) => {
    const { instanceId } = await world.start("reminder", { type: "opened" });
    const mangle = (value: string) =>
      world.engine.db.query(
        `update instance set snapshot = jsonb_set(snapshot, '{value}', to_jsonb($2::text)) where id = $1`,
        [instanceId, value],
      );
    await mangle("nowhere");
    expect(await world.send(instanceId, { type: "touched" })).toMatchObject({
      kind: "rejected",
      problem: { code: "snapshot-mismatch" },
    });
    await world.advance(MINUTE_MS);
    expect(await world.instance(instanceId)).toMatchObject({ status: "parked" });

    await mangle("waiting");
    await retryInstance(world.engine, instanceId);
    await world.advance(MINUTE_MS);
    expect(await world.instance(instanceId)).toMatchObject({ card: { fired: ["reminder.due"] } });
  },
);

const incidents = (world: World) => listIncidents(world.engine.db, SYSTEM, 10);

/** The effect that the one open incident names. */
async function keyOf(world: World): Promise<EffectKey> {
  const [incident] = await incidents(world);
  return parseEffectKey(incident?.effect ?? "");
}
