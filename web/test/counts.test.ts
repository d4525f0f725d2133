import { describe, expect, it } from "vitest";
import { adjusted, isAdjustable } from "../src/live/counts.ts";

const received = { stage: "inquiry", state: "received" };
const triage = { stage: "inquiry", state: "triage" };
const counts = {
  total: 3,
  overdue: 1,
  byState: [
    { ...received, total: 2, overdue: 1 },
    { ...triage, total: 1, overdue: 0 },
  ],
};

describe("counts by state", () => {
  it("move by one with a change, and grow by what is opened", () => {
    expect(adjusted(counts, { from: received, to: triage })).toMatchObject({
      total: 3,
      byState: [
        { state: "received", total: 1 },
        { state: "triage", total: 2 },
      ],
    });
    expect(adjusted(counts, { from: null, to: received })).toMatchObject({
      total: 4,
      byState: [{ total: 3 }, {}],
    });
    expect(adjusted(counts, { from: triage, to: { stage: "parked", state: "dormant" } })?.byState).toEqual([
      { ...received, total: 2, overdue: 1 },
      { stage: "parked", state: "dormant", total: 1, overdue: 0 },
    ]);
  });

  it("are asked for again where a change does not say where it came from, or came from nowhere that is counted", () => {
    expect(adjusted(counts, { to: triage })).toBeUndefined();
    expect(adjusted(counts, { from: null, to: { stage: null, state: "held" } })).toBeUndefined();
    expect(adjusted(counts, { from: { stage: "vetting", state: "screening" }, to: triage })).toBeUndefined();
  });

  it("are adjusted under a programme only, since no change says whom another filter finds", () => {
    expect(isAdjustable(["counts", { programme: "pip" }])).toBe(true);
    expect(isAdjustable(["counts", { programme: "pip", owner: "me" }])).toBe(false);
  });
});
