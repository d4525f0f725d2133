/** What the figures amount to. */
import { expect, it } from "vitest";
import { originsOf, slowest, weeksOf } from "../src/pages/insights/figures.ts";
import { filterOf } from "../src/pages/insights/queries.ts";

const rows = [
  { week: "2012-10-29", origin: "web", opened: 2 },
  { week: "2012-10-29", origin: "nominated", opened: 1 },
  { week: "2012-11-12", origin: "nominated", opened: 4 },
];

it("weeks in which nobody came are weeks too", () => {
  expect(weeksOf(rows)).toEqual([
    { week: "2012-10-29", opened: 3 },
    { week: "2012-11-05", opened: 0 },
    { week: "2012-11-12", opened: 4 },
  ]);
  // On the scale of all, so that one picture lies over the other.
  expect(weeksOf(rows.slice(0, 1), rows).map(({ opened }) => opened)).toEqual([2, 0, 0]);
  expect(weeksOf([])).toEqual([]);
  expect(originsOf(rows)).toEqual([
    { origin: "nominated", opened: 5 },
    { origin: "web", opened: 2 },
  ]);
});

it("the slowest is a stage, not a state of one, that somebody has left", () => {
  const stay = (stage: string, state: string | null, medianDays: number | null) => ({
    stage,
    state,
    entered: 3,
    left: 2,
    medianDays,
    p90Days: medianDays,
  });
  const stays = [
    stay("inquiry", null, 2),
    stay("vetting", null, 3),
    stay("vetting", "screening", 9),
    stay("meeting", null, null),
  ];
  expect(slowest(stays)?.stage).toBe("vetting");
  expect(slowest([stay("meeting", null, null)])).toBeUndefined();
});

it("the last day of the period is in it, though the API ends before the day it is given", () => {
  expect(filterOf("default", { from: "2012-01-01", to: "2012-12-31", origin: "web" })).toEqual({
    programme: "default",
    from: "2012-01-01",
    to: "2013-01-01",
    origin: "web",
  });
  expect(filterOf("all", {})).toEqual({});
});
