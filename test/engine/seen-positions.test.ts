import { describe, expect, it } from "vitest";
import { SeenPositions } from "../../src/engine/seen-positions.ts";

/** As a statement saw them, with these transactions under way. */
const look = (positions: number[], { xmin = 100n, xmax = 100n } = {}) => ({ positions, xmin, xmax });

describe("places of the journal that were seen", () => {
  it("reach up to the highest while none is missing", () => {
    const seen = new SeenPositions(10);
    seen.take(look([11, 12]), 0);
    expect([seen.low, seen.top, seen.missing]).toEqual([12, 12, []]);
  });

  it("reach up to the first that is missing, which is looked for and may come", () => {
    const seen = new SeenPositions(10);
    seen.take(look([11, 14, 15], { xmin: 98n }), 0);
    expect([seen.low, seen.top, seen.missing]).toEqual([11, 15, [12, 13]]);
    expect([seen.has(14), seen.has(13), seen.has(16)]).toEqual([true, false, false]);
    seen.take(look([12]), 50);
    expect([seen.low, seen.missing]).toEqual([12, [13]]);
    seen.take(look([13]), 90);
    expect(seen.low).toBe(15);
  });

  it("give one up once every transaction of its time is over and a second has passed, and not before", () => {
    const seen = new SeenPositions(0);
    seen.take(look([2], { xmin: 98n, xmax: 100n }), 0);
    seen.take(look([], { xmin: 100n }), 999);
    seen.take(look([], { xmin: 99n }), 5_000);
    expect(seen.low).toBe(0);
    seen.take(look([], { xmin: 100n }), 5_001);
    expect(seen.low).toBe(2);
  });

  it("give one up after a minute, though somebody else's transaction goes on", () => {
    const seen = new SeenPositions(0);
    seen.take(look([2], { xmin: 1n, xmax: 100n }), 0);
    seen.take(look([3], { xmin: 1n, xmax: 200n }), 60_000);
    expect(seen.low).toBe(3);
  });

  it("do not remember each place of a leap that a restart of the server made", () => {
    const seen = new SeenPositions(0);
    seen.take(look([1_000_000]), 0);
    expect(seen.missing).toHaveLength(1_000);
  });
});
