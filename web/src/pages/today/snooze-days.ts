/** The days that an engagement may be snoozed until: dates before its deadline's. Pure. */

export interface SnoozeDay {
  readonly name: "tomorrow" | "threeDays" | "nextWeek" | "twoWeeks" | "dayBefore";
  /** Midnight, in the reader's zone, at which it is back. */
  readonly until: Date;
}

/** Days at which the server ends it. */
const DAYS_MAX = 90;

/** The soonest first; none where the deadline is too near. */
export function snoozeDays(now: Date, deadline: Date | null): readonly SnoozeDay[] {
  const limit = lastDay(now, deadline);
  const days: readonly SnoozeDay[] = [
    { name: "tomorrow", until: dayAfter(now, 1) },
    { name: "threeDays", until: dayAfter(now, 3) },
    { name: "nextWeek", until: dayAfter(now, 8 - (now.getDay() === 0 ? 7 : now.getDay())) },
    { name: "twoWeeks", until: dayAfter(now, 14) },
    ...(deadline === null ? [] : [{ name: "dayBefore" as const, until: limit }]),
  ];
  const seen = new Set<number>();
  return days
    .filter(({ until }) => {
      const isNew = until > now && until <= limit && !seen.has(until.getTime());
      seen.add(until.getTime());
      return isNew;
    })
    .toSorted((a, b) => a.until.getTime() - b.until.getTime());
}

/** The last day that may be chosen. */
export function lastDay(now: Date, deadline: Date | null): Date {
  const furthest = dayAfter(now, DAYS_MAX - 1);
  if (deadline === null) return furthest;
  const before = dayAfter(deadline, -1);
  return before < furthest ? before : furthest;
}

const dayAfter = (date: Date, days: number): Date =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);

/** As a field for dates has it: 2012-12-03. */
export const fieldDate = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");

/** Undefined when it is no date, or not one of those that may be chosen. */
export function chosenDay(text: string, now: Date, deadline: Date | null): Date | undefined {
  const [year, month, day] = text.split("-").map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const until = new Date(year, month - 1, day);
  return until > now && until <= lastDay(now, deadline) ? until : undefined;
}
