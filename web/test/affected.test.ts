import { describe, expect, it } from "vitest";
import { createNewerOnly, isAffected, mayShow } from "../src/live/affected.ts";

const change = { id: "e1", workflow: "engagement", programmeId: "p1", revision: 3 };

describe("a change of an engagement", () => {
  it("makes lists of engagements old, and the one it is of", () => {
    expect(isAffected(["engagements", { programme: "pip" }], [change])).toBe(true);
    expect(isAffected(["today", { programme: "all" }], [change])).toBe(true);
    expect(isAffected(["engagements", "e1"], [change])).toBe(true);
  });

  it("leaves alone what is of another record or another kind", () => {
    expect(isAffected(["engagements", "e2"], [change])).toBe(false);
    expect(isAffected(["groups", {}], [change])).toBe(false);
    expect(isAffected(["me"], [change])).toBe(false);
  });

  it("is taken once, and never after a newer one", () => {
    const isNewer = createNewerOnly();
    const taken = [3, 3, 2, 4].map((revision) => isNewer({ ...change, revision }));
    expect(taken).toEqual([true, false, false, true]);
    expect(isNewer({ ...change, id: "e2", revision: 1 })).toBe(true);
  });
});

describe("a chart that is no longer the reader's", () => {
  it("makes old whatever may show it, since nobody says what it was", () => {
    const keys = [
      ["engagements", { programme: "pip" }],
      ["today", {}],
      ["groups", {}],
      ["journal", "e1"],
    ];
    expect(keys.map((key) => mayShow(key, "e1"))).toEqual([true, true, true, true]);
    expect([["journal", "e2"], ["engagements", "e2"], ["me"]].map((key) => mayShow(key, "e1"))).toEqual([
      false,
      false,
      false,
    ]);
  });
});
