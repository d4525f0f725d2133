/** The cases of two people follow their merge, whenever the process dies; and by nothing else do they become one. */
import { assert, describe, expect, it } from "vitest";
import { startWorkers } from "../../bin/workers.ts";
import { replayInstance } from "../../src/engine/replay.ts";
import { readEffects } from "../../src/store/effects.ts";
import { joinCasesHandler, partCasesHandler } from "../../workers/merge-cases/merge-cases.ts";
import { PUBLIC_URL, testHouse } from "../support/house.ts";
import { merging } from "../support/merging.ts";

// Nothing is carried out until a test says so: the process died before it.
const house = testHouse({ isIdle: true });
const { post, preview, partyOf } = merging(house);

const look = async (path: string) =>
  (await (await house.as("officer")).get(`/api/v1/${path}`).expect(200)).body;
const stateOf = async (id: string): Promise<string> => (await look(`engagements/${id}`)).state;
const heard = async (id: string, type: string): Promise<number> =>
  (await look(`engagements/${id}/journal?limit=100`)).items.filter(
    (row: { type: string }) => row.type === type,
  ).length;

/** Two people who wrote, each with a case: the older first. */
async function twoCases(name: string): Promise<[string, string]> {
  const ids: string[] = [];
  for (const at of ["one", "two"]) {
    const person = { name, email: `${name.toLowerCase()}@${at}.example` };
    const letter = { type: "inquiry.logged", person, message: "A call.", data: { channel: "phone" } };
    ids.push((await post("/api/v1/engagements", letter, 201)).id);
  }
  return [ids[0] ?? "", ids[1] ?? ""];
}

async function mergedOf(one: string, other: string): Promise<string> {
  const [survivor, absorbed] = [await partyOf(one), await partyOf(other)];
  const { planHash } = await preview(survivor, absorbed);
  return (await post(`/api/v1/people/${survivor}/merges`, { absorbed, planHash }, 201)).id;
}

async function withWorkers(act: () => Promise<void> = () => Promise.resolve()): Promise<void> {
  const stop = await startWorkers(house.house, PUBLIC_URL);
  await house.quiet();
  await act();
  await house.quiet();
  await stop();
}

it("joins and parts the cases once each, wherever the process dies on the way", async () => {
  const { directory, engine } = house.house;
  const [one, other] = await twoCases("Irma");
  const mergeId = await mergedOf(one, other);
  // It died between the merge and its effect: they are one person with two live cases.
  expect(await stateOf(other)).toBe("received");

  // It died between the event and the note that it was sent: the effect is performed once more.
  const joins = joinCasesHandler({ directory, engine });
  const [effect] = await readEffects(directory.db, [{ instanceId: mergeId, seq: 1, name: "joinCases" }]);
  assert(effect !== undefined, "The merge asked for no work");
  const now = await engine.now();
  expect(await joins.perform(effect, now)).toMatchObject({
    kind: "done",
  });
  await withWorkers();
  expect(await stateOf(other)).toBe("merged");
  expect(await heard(other, "duplicate.confirmed")).toBe(1);
  expect(await heard(one, "duplicate.absorbed")).toBe(1);

  const { planHash } = await look(`merges/${mergeId}/undo`);
  await post(`/api/v1/merges/${mergeId}/undo`, { planHash });
  expect(await stateOf(other)).toBe("merged");
  const parts = partCasesHandler({ directory, engine });
  expect(await parts.perform(effect, now)).toMatchObject({
    kind: "done",
  });
  // What was asked for with the merge comes late, after the undo: it does nothing.
  expect(await joins.perform(effect, now)).toMatchObject({
    kind: "done",
  });
  await withWorkers();
  expect(await stateOf(other)).toBe("received");
  expect(await heard(other, "merge.undone")).toBe(1);
  expect(await heard(one, "duplicate.returned")).toBe(1);
  for (const id of [one, other]) expect(await replayInstance(engine, id)).toMatchObject({ problems: [] });
});

it("parts nothing that was never joined: the undo came before the effect", async () => {
  const [one, other] = await twoCases("Olga");
  const mergeId = await mergedOf(one, other);
  const { planHash } = await look(`merges/${mergeId}/undo`);
  await post(`/api/v1/merges/${mergeId}/undo`, { planHash });
  await withWorkers();
  for (const id of [one, other]) expect(await stateOf(id)).toBe("received");
  expect(await heard(other, "duplicate.confirmed")).toBe(0);
});

describe("an officer who sends the event of a merge by hand", () => {
  it("is told to merge the people, and no case is joined to somebody else's", async () => {
    const officer = await house.as("officer");
    const [one, other] = await twoCases("Vera");
    const data = { survivorId: one, previewMatches: true };
    const path = `/api/v1/engagements/${other}/events`;
    // What would be refused is not offered, and the reason stands with the rest of them.
    const { accepts, refuses } = (await officer.get(`/api/v1/engagements/${other}`).expect(200)).body;
    const named = (list: readonly { type: string }[]) =>
      list.filter(({ type }) => type === "duplicate.confirmed");
    expect(named(accepts)).toEqual([]);
    expect(named(refuses)).toMatchObject([
      { why: "state", detail: expect.stringContaining("merge the people") },
    ]);
    const refused = await officer.post(path, { type: "duplicate.confirmed", data });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      code: "refused",
      detail: expect.stringContaining("merge the people"),
    });
    expect(await stateOf(other)).toBe("received");
    const vetter = await (await house.as("vetter")).post(path, { type: "duplicate.confirmed", data });
    expect(vetter.body.detail).not.toContain("two people");
  });

  it("may do so where the merge of the people stands, and not part them while it does", async () => {
    const officer = await house.as("officer");
    const [one, other] = await twoCases("Zora");
    await mergedOf(one, other);
    const path = `/api/v1/engagements/${other}/events`;
    const data = { survivorId: one, previewMatches: true };
    const offered = async () =>
      (await officer.get(`/api/v1/engagements/${other}`).expect(200)).body.accepts.map(
        ({ type }: { type: string }) => type,
      );
    expect(await offered()).toContain("duplicate.confirmed");
    await officer.post(path, { type: "duplicate.confirmed", data }).expect(200);
    expect(await stateOf(other)).toBe("merged");
    expect(await offered()).not.toContain("merge.undone");
    const parted = await officer.post(path, { type: "merge.undone", data: { survivorId: one } });
    expect(parted.status).toBe(409);
    expect(parted.body.detail).toContain("undo the merge of the people");
    expect(await stateOf(other)).toBe("merged");
  });
});
