/** Arithmetic on ISO 8601 instants with `Z`. A workflow may not read a clock, so it needs none: strings suffice. */

/** The same time of day some months on; the 31st becomes the last day of a shorter month. */
export function addMonths(instant: string, months: number): string {
  const [year, month, day] = civilDate(instant);
  const count = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(count / 12);
  const targetMonth = (count % 12) + 1;
  return (
    dateText(targetYear, targetMonth, Math.min(day, daysIn(targetYear, targetMonth))) + instant.slice(10)
  );
}

/** Is the first instant before the second? Parts of a second are left out, for not every source writes them. */
export function isBefore(first: string, second: string): boolean {
  return first.slice(0, 19) < second.slice(0, 19);
}

/** The calendar date of an instant, in UTC. */
export function dateOf(instant: string): string {
  return instant.slice(0, 10);
}

function civilDate(instant: string): readonly [number, number, number] {
  return [Number(instant.slice(0, 4)), Number(instant.slice(5, 7)), Number(instant.slice(8, 10))];
}

function daysIn(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function dateText(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
