/** Working days between two instants, as a programme counts them. Pure. */

/** A programme's week and days off. */
export interface Calendar {
  readonly zone: string;
  /** Working weekdays, 1 is Monday. */
  readonly week: readonly number[];
  /** As 2012-12-25. */
  readonly holidays: readonly string[];
}

const DAY_MS = 86_400_000;

/** From the day after `from` to the day of `to`, in the programme's zone; negative when `to` is the earlier one. */
export function workingDaysBetween(from: Date, to: Date, { zone, week, holidays }: Calendar): number {
  const [first, last] = [dayOf(from, zone), dayOf(to, zone)].toSorted((a, b) => a - b) as [number, number];
  const off = new Set(holidays);
  let count = 0;
  for (let day = first + DAY_MS; day <= last; day += DAY_MS) {
    const date = new Date(day);
    const weekday = date.getUTCDay() === 0 ? 7 : date.getUTCDay();
    if (week.includes(weekday) && !off.has(date.toISOString().slice(0, 10))) count += 1;
  }
  return to < from ? -count : count;
}

/** Midnight in UTC of the date that it is there. */
const dayOf = (at: Date, zone: string): number => Date.parse(`${formatterOf(zone).format(at)}T00:00:00Z`);

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const found =
    formatters.get(zone) ??
    // Canada writes 2012-12-03.
    new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  formatters.set(zone, found);
  return found;
}
