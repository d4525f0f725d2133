import { describe, expect, it } from "vitest";
import { together } from "../src/parts/bulk-queries.ts";

const item = (id: string, accepted: boolean) => ({
  id,
  revision: 1,
  state: "received",
  accepted,
  why: accepted ? null : ("state" as const),
  detail: null,
  guards: [],
  needs: [],
});

describe("a preview for more than are asked about at once", () => {
  it("counts each event over all of them, and keeps their order", () => {
    const claim = { type: "triage.claimed", needsData: false };
    const all = together([
      { events: [{ ...claim, count: 2 }], items: [item("a", true), item("b", true)] },
      {
        events: [
          { ...claim, count: 1 },
          { type: "info.requested", count: 1, needsData: true },
        ],
        items: [item("c", false)],
      },
    ]);
    expect(all.events.map(({ type, count }) => [type, count])).toEqual([
      ["triage.claimed", 3],
      ["info.requested", 1],
    ]);
    expect(all.items.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });
});
