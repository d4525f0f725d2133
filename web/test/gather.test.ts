import { describe, expect, it } from "vitest";
import { gather } from "../src/parts/gather.ts";

const items = (ids: string, revision = 1) => ids.split("").map((id) => ({ id, revision }));
const NOTHING = { own: new Set<string>(), isCut: false, hasGrown: false };
const said = (before: string, now: string, how: Partial<typeof NOTHING> = {}) => {
  const { shown, waiting } = gather(items(before), items(now, 2), { ...NOTHING, ...how });
  return `${shown.map(({ id }) => id).join("")}+${waiting}`;
};

describe("a list in which somebody works", () => {
  it("keeps its order, with what is new about each, while who has come waits", () => {
    expect(said("abc", "xcab")).toBe("abc+1");
    expect(said("abc", "abcxy")).toBe("abc+2");
    expect(gather(items("ab"), items("ba", 2), NOTHING).shown).toEqual(items("ab", 2));
  });

  it("lets go whoever has gone, and nobody who was only pushed out of what is read", () => {
    expect(said("abc", "ac")).toBe("ac+0");
    expect(said("abc", "xab", { isCut: true })).toBe("abc+1");
    expect(said("abc", "bc", { isCut: true })).toBe("bc+0");
  });

  it("takes in at once whom the reader has acted on, and below it what was asked for", () => {
    expect(said("ac", "abcx", { own: new Set(["b"]) })).toBe("abc+1");
    expect(said("ab", "xabcd", { hasGrown: true })).toBe("abcd+1");
  });
});
