import { describe, expect, it } from "vitest";
import { blockedOf, landingsOf, waysOf } from "../src/parts/moves.ts";

const refused = (type: string, why: "role" | "state" | "guard", needs: readonly string[] = []) => ({
  type,
  why,
  needs,
  guards: why === "guard" ? ["countryKnown"] : [],
  detail: "",
});
const standing = {
  stage: "inquiry",
  state: "needs_information",
  accepts: [{ type: "info.supplied" }, { type: "withdraw.requested" }, { type: "note.added" }],
  refuses: [
    refused("vetting.started", "guard"),
    refused("seat.offered", "state"),
    refused("import.undone", "role", ["system"]),
    refused("vetting.approved", "role", ["approver"]),
  ],
};
const box = (path: string, lane: string, holds: readonly string[] = []) => ({ path, lane, holds });
const chart = {
  boxes: [
    box("inquiry.triage", "inquiry"),
    box("inquiry.needs_information", "inquiry"),
    box("vetting.screening", "vetting"),
    box("vetting.needs_information", "vetting"),
    box("withdrawn", "closed"),
  ],
  edges: [
    { from: "inquiry.needs_information", to: "inquiry.triage", events: ["info.supplied"] },
    { from: "inquiry.needs_information", to: "vetting.screening", events: ["vetting.started"] },
    { from: "vetting.needs_information", to: "vetting.screening", events: ["info.supplied"] },
  ],
  anywhere: [
    { to: "withdrawn", events: ["withdraw.requested"] },
    { to: null, events: ["note.added"] },
  ],
};

describe("where an event leads", () => {
  it("is the state of this stage that the chart says, or of anywhere, or nowhere else", () => {
    expect(waysOf(standing, chart, "info.supplied")).toEqual(["inquiry.triage"]);
    expect(waysOf({ stage: "vetting", state: "needs_information" }, chart, "info.supplied")).toEqual([
      "vetting.screening",
    ]);
    expect(waysOf(standing, chart, "withdraw.requested")).toEqual(["withdrawn"]);
    expect(waysOf(standing, chart, "note.added")).toEqual([]);
  });
});

describe("where a card may land", () => {
  const landings = landingsOf(standing, chart);

  it("is every column that an accepted event leads to from this state of this stage", () => {
    expect(landings.get("inquiry")?.events).toEqual(["info.supplied"]);
    expect(landings.get("vetting")?.events).toEqual([]);
  });

  it("is also where an event leads from anywhere", () => {
    expect(landings.get("closed")?.events).toEqual(["withdraw.requested"]);
  });

  it("says of a column what would lead there and is refused", () => {
    expect(landings.get("vetting")?.blocked.map(({ type }) => type)).toEqual(["vetting.started"]);
  });
});

it("calls blocked what a guard or another's role holds back, not what is of another state or of the system", () => {
  expect(blockedOf(standing).map(({ type }) => type)).toEqual(["vetting.started", "vetting.approved"]);
});
