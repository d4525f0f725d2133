import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Calendar } from "../../src/engine/calendar.ts";
import { dueAt, dueNow, remainingMs, resumeAt } from "../../src/engine/calendar.ts";
import type { TimerRule } from "../../workflows/workflow.ts";
import { days, months, workingDays } from "../../workflows/workflow.ts";

const rome: Calendar = { zone: "Europe/Rome", week: [1, 2, 3, 4, 5], holidays: [] };
const newYork: Calendar = { ...rome, zone: "America/New_York" };
const christmas: Calendar = {
  ...rome,
  holidays: [
    "2026-12-24",
    "2026-12-25",
    "2026-12-28",
    "2026-12-29",
    "2026-12-30",
    "2026-12-31",
    "2027-01-01",
  ],
};

describe("a deadline", () => {
  it.each<[string, TimerRule, string, Calendar, string]>([
    [
      "of two working days, in the week",
      workingDays(2),
      "2026-03-02T10:00+01:00",
      rome,
      "2026-03-04T10:00+01:00",
    ],
    [
      "of two working days, over a weekend",
      workingDays(2),
      "2026-03-05T10:00+01:00",
      rome,
      "2026-03-09T10:00+01:00",
    ],
    [
      "begun on a Saturday, which counts from Monday",
      workingDays(1),
      "2026-03-07T15:00+01:00",
      rome,
      "2026-03-10T00:00+01:00",
    ],
    [
      "begun on a Sunday night, the same",
      workingDays(1),
      "2026-03-08T23:59+01:00",
      rome,
      "2026-03-10T00:00+01:00",
    ],
    [
      "begun on Friday 16:55 before a week of holidays",
      workingDays(2),
      "2026-12-23T16:55+01:00",
      christmas,
      "2027-01-05T16:55+01:00",
    ],
    [
      "across the spring change in Rome, which keeps its time of day",
      workingDays(2),
      "2026-03-27T16:55+01:00",
      rome,
      "2026-03-31T16:55+02:00",
    ],
    [
      "across the autumn change in Rome, the same",
      workingDays(1),
      "2026-10-23T16:55+02:00",
      rome,
      "2026-10-26T16:55+01:00",
    ],
    [
      "across the spring change in New York, three weeks before",
      workingDays(2),
      "2026-03-06T16:55-05:00",
      newYork,
      "2026-03-10T16:55-04:00",
    ],
    [
      "across the autumn change in New York, a week later",
      workingDays(1),
      "2026-10-30T16:55-04:00",
      newYork,
      "2026-11-02T16:55-05:00",
    ],
    ["in calendar days, across a change", days(7), "2026-03-27T12:00+01:00", rome, "2026-04-03T12:00+02:00"],
    [
      "in months, from the last day of a long one, which ends with the short one's last day",
      months(1),
      "2026-01-31T12:00+01:00",
      rome,
      "2026-03-01T00:00+01:00",
    ],
    [
      "in months, from the day that begins half a day after noon on the 30th, so never before that one's",
      months(6),
      "2026-12-31T00:00+01:00",
      rome,
      "2027-07-01T00:00+02:00",
    ],
    [
      "at a time of day that the change skips",
      days(1),
      "2026-03-28T02:30+01:00",
      rome,
      "2026-03-29T03:30+02:00",
    ],
    [
      "where Sunday is worked and Friday is not",
      workingDays(1),
      "2026-03-05T10:00+02:00",
      { zone: "Africa/Cairo", week: [7, 1, 2, 3, 4], holidays: [] },
      "2026-03-08T10:00+02:00",
    ],
    ["of no days at all", workingDays(0), "2026-03-02T10:00+01:00", rome, "2026-03-02T10:00+01:00"],
  ])("%s", (_, rule, from, calendar, due) => {
    expect(dueAt(rule, new Date(from), calendar)).toEqual(new Date(due));
  });

  it("begun on a Friday at 16:55, a holiday week ahead, runs out the Monday after that at 16:55", () => {
    const week = {
      ...rome,
      holidays: ["2026-08-10", "2026-08-11", "2026-08-12", "2026-08-13", "2026-08-14"],
    };
    expect(dueAt(workingDays(1), new Date("2026-08-07T16:55+02:00"), week)).toEqual(
      new Date("2026-08-17T16:55+02:00"),
    );
  });

  it("is a mistake where no day is worked", () => {
    expect(() => dueAt(workingDays(1), new Date(), { ...rome, week: [] })).toThrow(/no working day/);
  });
});

describe("a paused timer", () => {
  const pausedAt = (from: string, paused: string, resumed: string, rule: TimerRule = workingDays(2)) => {
    const due = dueAt(rule, new Date(from), rome);
    return resumeAt(rule, new Date(resumed), remainingMs(rule, new Date(paused), due, rome), rome);
  };

  it("does not count the time in between", () => {
    expect(pausedAt("2026-03-02T10:00+01:00", "2026-03-03T10:00+01:00", "2026-03-12T15:00+01:00")).toEqual(
      new Date("2026-03-13T15:00+01:00"),
    );
  });

  it("paused on Friday and resumed on Monday at the same time of day has lost nothing", () => {
    expect(pausedAt("2026-03-06T09:00+01:00", "2026-03-06T12:00+01:00", "2026-03-09T12:00+01:00")).toEqual(
      new Date("2026-03-11T09:00+01:00"),
    );
  });

  it("paused and resumed within one weekend stands where it stood", () => {
    expect(pausedAt("2026-03-06T09:00+01:00", "2026-03-07T12:00+01:00", "2026-03-08T20:00+01:00")).toEqual(
      dueAt(workingDays(2), new Date("2026-03-06T09:00+01:00"), rome),
    );
  });

  it("of calendar days counts every hour", () => {
    expect(pausedAt("2026-03-06T09:00Z", "2026-03-07T09:00Z", "2026-03-20T09:00Z", days(2))).toEqual(
      new Date("2026-03-21T09:00Z"),
    );
  });
});

describe("for every calendar, rule and instant", () => {
  const calendars = fc.record({
    zone: fc.constantFrom("Europe/Rome", "America/New_York", "Asia/Kathmandu", "Africa/Cairo", "UTC"),
    week: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
    holidays: fc.uniqueArray(
      fc
        .date({ min: new Date("2026-01-01"), max: new Date("2026-12-31"), noInvalidDate: true })
        .map((d) => d.toISOString().slice(0, 10)),
      { maxLength: 20 },
    ),
  });
  const rules = fc.record({
    unit: fc.constantFrom("workingDays" as const, "days" as const, "months" as const),
    count: fc.integer({ min: 0, max: 15 }),
  });
  const instants = fc.date({ min: new Date("2026-01-01"), max: new Date("2027-06-01"), noInvalidDate: true });

  it("resuming at the instant of the pause changes nothing", () => {
    fc.assert(
      fc.property(calendars, rules, instants, fc.nat(), (calendar, rule, from, share) => {
        const due = dueAt(rule, from, calendar);
        const span = due.getTime() - from.getTime();
        const now = new Date(from.getTime() + (span <= 0 ? 0 : share % span));
        const again = resumeAt(rule, now, remainingMs(rule, now, due, calendar), calendar);
        expect(again).toEqual(due);
      }),
      { numRuns: 2_000 },
    );
  });

  it("counting a timer again by the same calendar changes nothing, paused and resumed or not", () => {
    fc.assert(
      fc.property(
        calendars,
        rules,
        instants,
        fc.nat(),
        fc.nat(1e9),
        (calendar, rule, createdAt, share, rest) => {
          const due = dueAt(rule, createdAt, calendar);
          const armed = { rule, createdAt, dueAt: due, remainingMs: null };
          expect(dueNow(armed, calendar)).toEqual(due);

          const span = due.getTime() - createdAt.getTime();
          const paused = new Date(createdAt.getTime() + (span <= 0 ? 0 : share % span));
          const countedFrom = new Date(paused.getTime() + rest);
          const leftMs = remainingMs(rule, paused, due, calendar);
          const again = resumeAt(rule, countedFrom, leftMs, calendar);
          const resumed = { rule, createdAt, countedFrom, dueAt: again, remainingMs: leftMs };
          expect(dueNow(resumed, calendar)).toEqual(again);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("counting again there and back changes nothing", () => {
    fc.assert(
      fc.property(calendars, calendars, rules, instants, (before, between, rule, createdAt) => {
        const timer = { rule, createdAt, dueAt: dueAt(rule, createdAt, before), remainingMs: null };
        const moved = { ...timer, dueAt: dueNow(timer, between) };
        expect(dueNow(moved, before)).toEqual(timer.dueAt);
      }),
      { numRuns: 1_000 },
    );
  });

  it("a deadline is never before its beginning, and a later beginning never ends earlier", () => {
    fc.assert(
      fc.property(
        calendars,
        rules,
        instants,
        fc.integer({ min: 0, max: 1e9 }),
        (calendar, rule, from, by) => {
          const due = dueAt(rule, from, calendar);
          const later = dueAt(rule, new Date(from.getTime() + by), calendar);
          expect(due.getTime()).toBeGreaterThanOrEqual(from.getTime());
          expect(later.getTime()).toBeGreaterThanOrEqual(due.getTime());
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
