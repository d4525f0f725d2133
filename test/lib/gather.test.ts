import { expect, it } from "vitest";
import { gather, together } from "../../src/lib/gather.ts";

/** A source whose answers come when they are let go. */
function held() {
  const asked: (readonly string[])[] = [];
  const gates: (() => void)[] = [];
  const stored = new Map([["a", 1]]);
  const find = gather<number>(async (questions) => {
    asked.push(questions);
    const answers = new Map([...stored].filter(([key]) => questions.includes(key)));
    await new Promise<void>((resolve) => gates.push(resolve));
    return answers;
  });
  const turn = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));
  return { asked, stored, find, turn, letGo: () => gates.splice(0).forEach((open) => open()) };
}

it("asks what comes in one turn with one statement, the same question once", async () => {
  const { asked, find, turn, letGo } = held();
  const answers = Promise.all([find("a"), find("b"), find("a")]);
  await turn();
  letGo();
  expect(await answers).toEqual([1, undefined, 1]);
  expect(asked).toEqual([["a", "b"]]);
});

it("never answers with what was read before the question", async () => {
  const { asked, stored, find, turn, letGo } = held();
  const before = find("a");
  await turn();
  stored.set("a", 2);
  const after = find("a");
  await turn();
  letGo();
  await turn();
  letGo();
  expect(await before).toBe(1);
  expect(await after).toBe(2);
  expect(asked).toEqual([["a"], ["a"]]);
});

it("keeps two statements under way and lets the rest wait for each other", async () => {
  const { asked, find, turn, letGo } = held();
  const answers = [find("1")];
  await turn();
  answers.push(find("2"));
  await turn();
  answers.push(find("3"), find("4"));
  await turn();
  expect(asked).toEqual([["1"], ["2"]]);
  letGo();
  await turn();
  letGo();
  await Promise.all(answers);
  expect(asked).toEqual([["1"], ["2"], ["3", "4"]]);
});

it("tells everybody who asked what went wrong, and asks again for the next", async () => {
  let isDown = true;
  const find = gather<number>(async () => {
    if (isDown) throw new Error("The database is down");
    return new Map([["a", 1]]);
  });
  await expect(Promise.all([find("a"), find("a")])).rejects.toThrow("The database is down");
  isDown = false;
  expect(await find("a")).toBe(1);
});

it("takes from everybody in turn where more waits than goes together, so that nobody waits behind a crowd", async () => {
  const batches: (readonly string[])[] = [];
  const gates: (() => void)[] = [];
  const send = together(
    async (items: readonly string[]) => {
      batches.push(items);
      await new Promise<void>((resolve) => gates.push(resolve));
      return items;
    },
    { turnOf: (item) => item.charAt(0) },
  );
  const turn = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));
  const noisy = Array.from({ length: 1_000 }, (_, index) => send(`n${index}`));
  await turn();
  await turn();
  const quiet = [send("q1"), send("q2")];
  for (let round = 0; round < 12; round += 1) {
    gates.splice(0).forEach((open) => open());
    await turn();
  }
  expect(await Promise.all([...noisy, ...quiet])).toHaveLength(1_002);
  // Two were under way when the quiet one came; it goes with the next, before hundreds that came earlier.
  const place = batches.findIndex((items) => items.includes("q2"));
  expect(place).toBeLessThanOrEqual(2);
  expect(batches[place]).toHaveLength(200);
  expect(batches.flat().filter((item) => item.startsWith("n"))).toEqual(
    Array.from({ length: 1_000 }, (_, index) => `n${index}`),
  );
});
