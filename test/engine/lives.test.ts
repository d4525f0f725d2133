import { expect } from "vitest";
import { newId } from "../../src/lib/ids.ts";
import type { World } from "../support/scenario.ts";
import { DAY_MS, MINUTE_MS, scenario, SECOND_MS } from "../support/scenario.ts";

scenario("an activity that ends tells its chart, once", async (world) => {
  world.outside.answer("screenParty", () => ({ kind: "done", output: { hits: 2 } }));
  const { instanceId } = await world.start("screening", { type: "opened", name: "Acme" });
  await world.quiet();
  expect(await world.instance(instanceId)).toMatchObject({
    state: "screened",
    revision: 2,
    card: { hits: 2 },
  });
  expect(world.outside.received("screenParty")).toEqual([{ id: "screen", input: { name: "Acme" } }]);
});

scenario("an activity that gives up tells its chart why", async (world) => {
  world.outside.answer("screenParty", () => ({ kind: "give-up", reason: "no such list" }));
  const { instanceId } = await world.start("screening", { type: "opened", name: "Acme" });
  await world.quiet();
  expect(await world.instance(instanceId)).toMatchObject({
    state: "manual",
    card: { reason: "no such list" },
  });
});

scenario("an activity that fails is tried again, later and later, until it succeeds", async (world) => {
  let tries = 0;
  world.outside.answer("screenParty", () => {
    tries += 1;
    if (tries < 4) throw new Error("the list is down");
    return { kind: "done", output: { hits: 0 } };
  });
  const { instanceId } = await world.start("screening", { type: "opened", name: "Acme" });
  await world.advance(MINUTE_MS);
  expect(await world.instance(instanceId)).toMatchObject({ state: "screened" });
  const begun = world.outside.deliveries[0]?.at.getTime() ?? 0;
  expect(world.outside.deliveries.map(({ at }) => at.getTime() - begun)).toEqual([0, 1_000, 5_000, 21_000]);
});

scenario("timers fire once each, when they are due and in order", async (world) => {
  const { instanceId } = await world.start("reminder", { type: "opened" });
  await world.advance(59 * SECOND_MS);
  expect(await firedIn(world, instanceId)).toEqual([]);
  await world.advance(SECOND_MS);
  expect(await firedIn(world, instanceId)).toEqual(["reminder.due"]);
  await world.advance(2 * DAY_MS);
  expect(await firedIn(world, instanceId)).toEqual(["reminder.due", "deadline.passed"]);
  // Forty days are more milliseconds than a timer of JavaScript can wait for.
  await world.advance(40 * DAY_MS);
  expect(await world.instance(instanceId)).toMatchObject({ status: "done", state: "archived" });
  const rows = await world.journal(instanceId);
  expect(rows.map(({ event }) => event["type"])).toEqual([
    "opened",
    "reminder.due",
    "deadline.passed",
    "archive.due",
  ]);
  for (const row of rows.slice(1)) {
    expect(row.facts["late"]).toBeUndefined();
    expect(row.enteredAt).toEqual(row.happenedAt);
  }
});

scenario("a timer armed again by entering its state anew forgets the one before", async (world) => {
  const { instanceId } = await world.start("reminder", { type: "opened" });
  await world.advance(40 * SECOND_MS);
  await world.send(instanceId, { type: "touched" });
  await world.advance(40 * SECOND_MS);
  expect(await firedIn(world, instanceId)).toEqual([]);
  await world.advance(20 * SECOND_MS);
  expect(await firedIn(world, instanceId)).toEqual(["reminder.due"]);
});

scenario("a paused timer keeps what was left of it", async (world) => {
  const { instanceId } = await world.start("reminder", { type: "opened" });
  await world.advance(DAY_MS);
  await world.send(instanceId, { type: "held" });
  await world.advance(7 * DAY_MS);
  expect(await firedIn(world, instanceId)).toEqual(["reminder.due"]);
  await world.send(instanceId, { type: "released" });
  await world.advance(DAY_MS - SECOND_MS);
  expect(await firedIn(world, instanceId)).toEqual(["reminder.due"]);
  await world.advance(SECOND_MS);
  expect(await firedIn(world, instanceId)).toEqual(["reminder.due", "deadline.passed"]);
});

scenario("a delay of the chart itself survives as a row", async (world) => {
  const { instanceId } = await world.start("reminder", { type: "opened" });
  await world.send(instanceId, { type: "answered" });
  await world.advance(4_999);
  expect(await world.instance(instanceId)).toMatchObject({ state: "answered" });
  await world.advance(1);
  expect(await world.instance(instanceId)).toMatchObject({ state: "thanked" });
});

scenario(
  "parallel regions come back where they were, through a deep history, to a final output",
  async (world) => {
    const { instanceId } = await world.start("desk", { type: "opened" });
    await world.send(instanceId, { type: "checked" });
    await world.send(instanceId, { type: "next" });
    await world.send(instanceId, { type: "interrupted" });
    expect(await world.instance(instanceId)).toMatchObject({ state: "away" });
    await world.send(instanceId, { type: "continued" });
    await world.send(instanceId, { type: "signed" });
    const { status, snapshot } = await world.instance(instanceId);
    expect({ status, output: snapshot["output"] }).toEqual({ status: "done", output: { kept: true } });
  },
);

scenario("letters of one lane go out one after the other, whatever happens to the first", async (world) => {
  let refusals = 2;
  world.outside.answer("sendMail", ({ payload }) => {
    if (payload["text"] === "one" && refusals-- > 0) return { kind: "retry", reason: "greylisted" };
    return { kind: "done" };
  });
  const { instanceId } = await world.start("letters", { type: "opened", hears: false });
  for (const text of ["one", "two", "three"]) await world.send(instanceId, { type: "written", text });
  await world.advance(MINUTE_MS);
  expect(world.outside.deliveries.map(({ payload }) => payload["text"])).toEqual([
    "one",
    "one",
    "one",
    "two",
    "three",
  ]);
});

scenario("work that is to wait is not begun before it is due", async (world) => {
  const { instanceId } = await world.start("letters", { type: "opened", hears: false });
  await world.send(instanceId, { type: "later", text: "tomorrow" });
  await world.advance(DAY_MS - SECOND_MS);
  expect(world.outside.received("sendLater")).toEqual([]);
  await world.advance(SECOND_MS);
  expect(world.outside.received("sendLater")).toEqual([{ text: "tomorrow" }]);
});

scenario("a chart that wants to hear of a lost letter does", async (world) => {
  world.outside.answer("sendMail", () => ({ kind: "give-up", reason: "no such address" }));
  const { instanceId } = await world.start("letters", { type: "opened", hears: true });
  await world.send(instanceId, { type: "written", text: "one" });
  await world.quiet();
  expect(await world.instance(instanceId)).toMatchObject({ card: { lost: ["sendMail: no such address"] } });
});

scenario("a group with two seats gives away two, however many ask", async (world) => {
  const group = await world.start("group", { type: "founded", seats: 2 });
  const ids = [newId(), newId(), newId(), newId()];
  for (const id of ids) await world.start("applicant", { type: "opened", id }, { id });
  for (const id of ids) await world.send(id, { type: "applied", groupId: group.instanceId, mayFound: false });
  await world.quiet();
  const states = await Promise.all(ids.map(async (id) => (await world.instance(id)).state));
  expect(states.toSorted()).toEqual(["seated", "seated", "standing", "standing"]);
  expect((await world.instance(group.instanceId)).card["taken"]).toHaveLength(2);
});

scenario("a signal waits for a target that does not exist yet", async (world) => {
  const [id, groupId] = [newId(), newId()];
  await world.start("applicant", { type: "opened", id }, { id });
  await world.send(id, { type: "applied", groupId, mayFound: false });
  await world.advance(3 * MINUTE_MS);
  expect(await world.instance(id)).toMatchObject({ state: "pending" });
  await world.start("group", { type: "founded", seats: 1 }, { id: groupId });
  await world.advance(15 * MINUTE_MS);
  expect(await world.instance(id)).toMatchObject({ state: "seated" });
});

scenario("signals that create their target at once are all heard by it", async (world) => {
  const groupId = newId();
  const ids = [newId(), newId(), newId()];
  for (const id of ids) await world.start("applicant", { type: "opened", id }, { id });
  for (const id of ids) await world.send(id, { type: "applied", groupId, mayFound: true });
  await world.quiet();
  const rows = await world.journal(groupId);
  expect(rows.map(({ event }) => event["by"] as string).toSorted()).toEqual(ids.toSorted());
  for (const id of ids) expect(await world.instance(id)).toMatchObject({ state: "standing" });
});

async function firedIn(world: World, id: string): Promise<unknown> {
  return (await world.instance(id)).card["fired"];
}
