/** What the figures amount to: sums, shares, weeks without anybody. Pure. */
import type { BodyRow, FunnelRow, HealthRow, InflowRow, TargetRow, TimeRow } from "./queries.ts";

export const REACHED = ["vetting", "assignment", "meeting", "recommendation"] as const;

/** All origins as one. */
export const sumOf = (rows: readonly FunnelRow[]): Omit<FunnelRow, "origin"> =>
  rows.reduce(
    (sum, row) => ({
      opened: sum.opened + row.opened,
      vetting: sum.vetting + row.vetting,
      assignment: sum.assignment + row.assignment,
      meeting: sum.meeting + row.meeting,
      recommendation: sum.recommendation + row.recommendation,
    }),
    { opened: 0, vetting: 0, assignment: 0, meeting: 0, recommendation: 0 },
  );

export const largest = <T>(rows: readonly T[], by: (row: T) => number): T | undefined =>
  rows.toSorted((a, b) => by(b) - by(a))[0];

/** The stage, not one of its states, in which those who left it had stayed longest. */
export const slowest = (rows: readonly TimeRow[]): TimeRow | undefined =>
  largest(
    rows.filter(({ state, medianDays }) => state === null && medianDays !== null),
    ({ medianDays }) => medianDays ?? 0,
  );

export interface Week {
  /** Its Monday. */
  readonly week: string;
  readonly opened: number;
}

const WEEK_MS = 7 * 86_400_000;

/** Every week from the first to the last that is told of, those without anybody as well. */
export function weeksOf(rows: readonly InflowRow[], all: readonly InflowRow[] = rows): readonly Week[] {
  const mondays = all.map(({ week }) => week).toSorted();
  const [first, last] = [mondays[0], mondays.at(-1)];
  if (first === undefined || last === undefined) return [];
  const count = Math.round((Date.parse(last) - Date.parse(first)) / WEEK_MS) + 1;
  return Array.from({ length: count }, (_, at) => {
    const week = new Date(Date.parse(first) + at * WEEK_MS).toISOString().slice(0, 10);
    const those = rows.filter((row) => row.week === week);
    return { week, opened: those.reduce((sum, { opened }) => sum + opened, 0) };
  });
}

/** Origins with how many came by each, the largest first. */
export function originsOf(rows: readonly InflowRow[]): readonly { origin: string; opened: number }[] {
  const sums = new Map<string, number>();
  for (const { origin, opened } of rows) sums.set(origin, (sums.get(origin) ?? 0) + opened);
  return [...sums].map(([origin, opened]) => ({ origin, opened })).toSorted((a, b) => b.opened - a.opened);
}

export const targetSums = (rows: readonly TargetRow[]) => ({
  began: rows.reduce((sum, row) => sum + row.began, 0),
  inTime: rows.reduce((sum, row) => sum + row.inTime, 0),
  late: rows.reduce((sum, row) => sum + row.late, 0),
  running: rows.reduce((sum, row) => sum + row.running, 0),
});

/** Seats of all groups together. */
export const seatSums = (rows: readonly BodyRow[]) =>
  rows.reduce(
    (sum, row) => ({
      capacity: sum.capacity + row.capacity,
      held: sum.held + row.held,
      free: sum.free + row.free,
      waiting: sum.waiting + row.waiting,
    }),
    { capacity: 0, held: 0, free: 0, waiting: 0 },
  );

/** What came of all groups together; undefined where somebody does not read the papers of every one. */
export const paperSums = (rows: readonly BodyRow[]): { meetings: number; published: number } | undefined =>
  rows.some(({ meetings, published }) => meetings === null || published === null)
    ? undefined
    : {
        meetings: rows.reduce((sum, row) => sum + (row.meetings ?? 0), 0),
        published: rows.reduce((sum, row) => sum + (row.published ?? 0), 0),
      };

export const healthSums = (rows: readonly HealthRow[]): Omit<HealthRow, "week"> =>
  rows.reduce(
    (sum, row) => ({
      deliveries: sum.deliveries + row.deliveries,
      refused: sum.refused + row.refused,
      held: sum.held + row.held,
      mails: sum.mails + row.mails,
      undeliverable: sum.undeliverable + row.undeliverable,
      parked: sum.parked + row.parked,
      gaveUp: sum.gaveUp + row.gaveUp,
    }),
    { deliveries: 0, refused: 0, held: 0, mails: 0, undeliverable: 0, parked: 0, gaveUp: 0 },
  );
