/** Times as the programme's people read them: in its own zone. */
import { DateTime } from "luxon";
import type { Moment } from "./teller.ts";

export const ZONE = "America/New_York";

/** The days off of the United States from September 2012 to December 2013. */
export const HOLIDAYS = [
  "2012-09-03",
  "2012-10-08",
  "2012-11-12",
  "2012-11-22",
  "2012-12-25",
  "2013-01-01",
  "2013-01-21",
  "2013-02-18",
  "2013-05-27",
  "2013-07-04",
  "2013-09-02",
  "2013-10-14",
  "2013-11-11",
  "2013-11-28",
  "2013-12-25",
];

/** The instant of `2012-12-03 10:20` there. */
export const instantOf = (local: string): Date => DateTime.fromSQL(local, { zone: ZONE }).toJSDate();

/** `2012-12-03 10:20`, as the chapters write it. */
export const localOf = (instant: string | Date): string => there(instant).toFormat("yyyy-MM-dd HH:mm");

export function momentOf(instant: string | Date): Moment {
  const local = there(instant);
  return { day: local.toFormat("ccc d LLL yyyy"), time: local.toFormat("HH:mm") };
}

/** `Wed 5 Dec 2012 10:20`. */
export function spokenOf(instant: string | Date): string {
  const { day, time } = momentOf(instant);
  return `${day} ${time}`;
}

const there = (instant: string | Date): DateTime =>
  (typeof instant === "string" ? DateTime.fromISO(instant) : DateTime.fromJSDate(instant))
    .setZone(ZONE)
    .setLocale("en-US");
