import { describe, expect, it } from "vitest";
import { inTurn } from "../../src/lib/in-turn.ts";

describe("work in turn", () => {
  it("is begun when the one before is over, also when that one failed", async () => {
    const told: string[] = [];
    const turn = inTurn(5, "too many");
    const piece = (name: string, fails = false) =>
      turn(async () => {
        told.push(`${name} begins`);
        await Promise.resolve();
        told.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      });
    const all = await Promise.allSettled([piece("a"), piece("b", true), piece("c")]);
    expect(told).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
    expect(all.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  it("is refused in so many words when too much of it waits, and taken again when some is done", async () => {
    const turn = inTurn(2, "Many lists are being checked");
    let resolve: () => void = () => {};
    const promise = new Promise<void>((done) => {
      resolve = done;
    });
    const waiting = [turn(() => promise), turn(() => promise)];
    await expect(turn(() => promise)).rejects.toMatchObject({
      code: "busy",
      message: "Many lists are being checked",
    });
    resolve();
    await Promise.all(waiting);
    await expect(turn(async () => await Promise.resolve(7))).resolves.toBe(7);
  });
});
