/** What two versions differ in, what stopped alike, and what moving would do. */
import { describe, expect, it } from "vitest";
import { causesOf, movesOf } from "../src/pages/workflows/causes.ts";
import type { Detail, Way } from "../src/pages/workflows/chart-data.ts";
import { compare, isNothing } from "../src/pages/workflows/compare.ts";
import type { Parked, Preview } from "../src/pages/workflows/queries.ts";

const way = (from: string, event: string, to: string, guard: string | null = null): Way => ({
  from,
  event,
  to: [to],
  guard,
});
const version = (
  states: readonly string[],
  transitions: readonly Way[],
  more: Partial<Detail> = {},
): Detail => ({
  chart: { states: states.map((path) => ({ path, states: [] })), transitions },
  events: [{ type: "go", who: ["officer"], schema: { properties: { on: {} } } }],
  timers: { answer: { unit: "workingDays", count: 2 } },
  ...more,
});

describe("comparing two versions", () => {
  it("names states, ways, guards, events and timers that came, went or changed, and nothing else", () => {
    const older = version(["a", "b"], [way("a", "go", "b", "free"), way("b", "back", "a")]);
    const newer = version(["a", "c"], [way("a", "go", "b", "free and known"), way("a", "go", "c")], {
      events: [
        { type: "go", who: ["lead", "officer"], schema: { properties: { on: {}, why: {} } } },
        { type: "stop", who: ["officer"], schema: {} },
      ],
      timers: { answer: { unit: "workingDays", count: 5 } },
    });
    expect(compare(older, newer)).toEqual({
      states: { added: ["c"], removed: ["b"] },
      events: {
        added: ["stop"],
        removed: [],
        changed: [
          {
            name: "go",
            before: { who: ["officer"], fields: ["on"] },
            after: { who: ["lead", "officer"], fields: ["on", "why"] },
          },
        ],
      },
      ways: { added: [way("a", "go", "c")], removed: [way("b", "back", "a")] },
      guards: [{ ...way("a", "go", "b", "free"), before: "free", after: "free and known" }],
      timers: {
        added: [],
        removed: [],
        changed: [{ name: "answer", before: "2 workingDays", after: "5 workingDays" }],
      },
    });
  });

  it("says so when they are the same", () => {
    const one = version(["a", "b"], [way("a", "go", "b")]);
    expect(isNothing(compare(one, one))).toBe(true);
  });
});

const parked = (id: string, reason: string, more: Partial<Parked> = {}): Parked => ({
  id,
  workflow: "engagement",
  version: 1,
  programmeId: "p",
  stage: "inquiry",
  state: "received",
  reason,
  since: "2012-12-03T09:00:00.000Z",
  attempts: 5,
  waiting: 2,
  remedies: [{ act: "retry" }, { act: "skip", effect: `${id}/3/timer:first_response` }],
  ...more,
});

describe("what stopped", () => {
  it("stands together when only ids and numbers in the reason differ, since the first of them", () => {
    const causes = causesOf([
      parked("1", "Something else"),
      parked("2", "Mail 41 of 0198c0de-0000-7000-8000-000000000001 came back"),
      parked("3", "Mail 42 of 0198c0de-0000-7000-8000-000000000002 came back", {
        since: "2012-12-01T09:00:00.000Z",
      }),
    ]);
    expect(causes.map(({ reason }) => reason)).toEqual(["Mail … of … came back", "Something else"]);
    expect(causes.map(({ items, since, effect }) => [items.map(({ id }) => id), since, effect])).toEqual([
      [["2", "3"], "2012-12-01T09:00:00.000Z", "timer:first_response"],
      [["1"], "2012-12-03T09:00:00.000Z", "timer:first_response"],
    ]);
  });

  it("is moved per state: how many, where to, and which timers", () => {
    const preview = (id: string, more: Partial<Preview> = {}): Preview => ({
      id,
      from: 1,
      to: 2,
      problem: null,
      stage: "inquiry",
      state: "triage",
      timers: [{ timer: "first_response", becomes: "keep" }],
      ...more,
    });
    const items = [parked("1", "x"), parked("2", "x"), parked("3", "x", { state: "triage" })];
    expect(movesOf(items, [preview("1"), preview("2"), preview("3", { problem: "no", timers: [] })])).toEqual(
      [
        {
          from: "received",
          to: "triage",
          problem: null,
          count: 2,
          timers: [{ timer: "first_response", becomes: "keep", count: 2 }],
        },
        { from: "triage", to: "triage", problem: "no", count: 1, timers: [] },
      ],
    );
  });
});
