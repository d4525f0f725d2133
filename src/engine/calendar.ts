/**
 * Working time, purely: a programme's zone, its working weekdays and its holidays turn a timer rule into an instant.
 * A working day counts 24 hours of wall-clock time, so a deadline keeps its time of day across a DST change.
 */
import { DateTime } from "luxon";
import type { TimerRule } from "../../workflows/workflow.ts";
import { assert } from "../lib/assert.ts";

export interface Calendar {
  /** IANA name, such as `Europe/Rome`. */
  readonly zone: string;
  /** ISO weekdays that are worked, 1 is Monday. */
  readonly week: readonly number[];
  /** Days off, `YYYY-MM-DD`. */
  readonly holidays: readonly string[];
}

const DAY_MS = 86_400_000;
/** Ten years without a working day is a mistake in the calendar, not a deadline. */
const SEARCH_DAYS_MAX = 3_660;

/** The instant at which `rule`, begun at `from`, runs out. */
export function dueAt(rule: TimerRule, from: Date, calendar: Calendar): Date {
  const start = DateTime.fromJSDate(from, { zone: calendar.zone });
  switch (rule.unit) {
    case "workingDays":
      return advance(from, rule.count * DAY_MS, calendar);
    case "days":
      return start.plus({ days: rule.count }).toJSDate();
    case "months": {
      const end = start.plus({ months: rule.count });
      // A month without that day ends with the whole of its last one, else the 31st would be over before the 30th.
      return (end.day === start.day ? end : end.startOf("day").plus({ days: 1 })).toJSDate();
    }
  }
}

/** What is left of a timer at `now`, in milliseconds of the time its rule counts: working time, or plain time. */
export function remainingMs(rule: TimerRule | null, now: Date, due: Date, calendar: Calendar): number {
  if (rule?.unit !== "workingDays") return Math.max(0, due.getTime() - now.getTime());
  if (due <= now) return 0;
  const from = workingPosition(now, calendar);
  const to = workingPosition(due, calendar);
  let workedDays = 0;
  for (let day = from.day; day < to.day; day = day.plus({ days: 1 }))
    if (isWorkingDay(day, calendar)) workedDays += 1;
  return Math.max(0, workedDays * DAY_MS + to.wallMs - from.wallMs);
}

/** When a timer with so much left runs out, if it goes on at `now`. */
export function resumeAt(rule: TimerRule | null, now: Date, leftMs: number, calendar: Calendar): Date {
  return rule?.unit === "workingDays" ? advance(now, leftMs, calendar) : new Date(now.getTime() + leftMs);
}

/**
 * When a running timer is due by this calendar, whichever calendar its due time was counted by. Working days are counted
 * from where it was armed, or from where it went on after a pause; any other deadline stands.
 */
export function dueNow(timer: RunningTimer, calendar: Calendar): Date {
  const { rule, createdAt, countedFrom = null, remainingMs: leftMs } = timer;
  if (rule?.unit !== "workingDays") return timer.dueAt;
  return countedFrom === null || leftMs === null
    ? dueAt(rule, createdAt, calendar)
    : resumeAt(rule, countedFrom, leftMs, calendar);
}

interface RunningTimer {
  readonly rule: TimerRule | null;
  readonly dueAt: Date;
  readonly createdAt: Date;
  /** When it went on after a pause, with so much left. */
  readonly countedFrom?: Date | null;
  readonly remainingMs: number | null;
}

/** The instant on this local day at which work of the hour begins; undefined on a day off. */
export function workingHour(
  at: Date,
  hour: number,
  calendar: Calendar,
): { day: string; at: Date } | undefined {
  const day = DateTime.fromJSDate(at, { zone: calendar.zone }).startOf("day");
  if (!isWorkingDay(day, calendar)) return undefined;
  return { day: day.toISODate() ?? "", at: day.set({ hour }).toJSDate() };
}

/** The first working day's hour after `at`. */
export function nextWorkingHour(at: Date, hour: number, calendar: Calendar): Date {
  let day = DateTime.fromJSDate(at, { zone: calendar.zone }).startOf("day");
  for (let searched = 0; searched < SEARCH_DAYS_MAX; searched += 1) {
    const begins = day.set({ hour }).toJSDate();
    if (begins > at && isWorkingDay(day, calendar)) return begins;
    day = day.plus({ days: 1 });
  }
  throw new Error(`The calendar of zone ${calendar.zone} has no working day`);
}

function advance(from: Date, workingMs: number, calendar: Calendar): Date {
  const start = workingPosition(from, calendar);
  const total = start.wallMs + workingMs;
  let daysLeft = Math.floor(total / DAY_MS);
  let day = start.day;
  for (let searched = 0; daysLeft > 0; searched += 1) {
    assert(searched < SEARCH_DAYS_MAX + daysLeft, `the calendar of zone ${calendar.zone} has no working day`);
    day = day.plus({ days: 1 });
    if (isWorkingDay(day, calendar)) daysLeft -= 1;
  }
  return atWallTime(day, total % DAY_MS);
}

interface Position {
  /** Midnight that begins a working day. */
  readonly day: DateTime;
  /** Wall-clock milliseconds since then; 0 when the instant itself lies on a day off before it. */
  readonly wallMs: number;
}

/** Where an instant stands in working time. A day off has no working time: it stands at the next working midnight. */
function workingPosition(at: Date, calendar: Calendar): Position {
  const local = DateTime.fromJSDate(at, { zone: calendar.zone });
  let day = local.startOf("day");
  if (isWorkingDay(day, calendar)) {
    return {
      day,
      wallMs: ((local.hour * 60 + local.minute) * 60 + local.second) * 1_000 + local.millisecond,
    };
  }
  for (let searched = 0; !isWorkingDay(day, calendar); searched += 1) {
    assert(searched < SEARCH_DAYS_MAX, `the calendar of zone ${calendar.zone} has no working day`);
    day = day.plus({ days: 1 });
  }
  return { day, wallMs: 0 };
}

function isWorkingDay(day: DateTime, calendar: Calendar): boolean {
  return calendar.week.includes(day.weekday) && !calendar.holidays.includes(day.toISODate() ?? "");
}

/** A wall-clock time that a DST change skips falls on the instant after the gap, as Luxon resolves it. */
function atWallTime(day: DateTime, wallMs: number): Date {
  return day
    .set({
      hour: Math.floor(wallMs / 3_600_000),
      minute: Math.floor(wallMs / 60_000) % 60,
      second: Math.floor(wallMs / 1_000) % 60,
      millisecond: wallMs % 1_000,
    })
    .toJSDate();
}
