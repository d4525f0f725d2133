import { DateTime } from "luxon";
import { SYSTEM } from "../../contract/actor.ts";
import { InvalidInput } from "../../lib/errors.ts";
import { readProgramme } from "../../store/programmes.ts";
import type { Api } from "../api.ts";

/** Nobody logs a call from before. It is a slip of the hand, such as 1012 for 2012. */
const EARLIEST_YEAR = 1990;

/**
 * The same for what is known as a day, a month or a year: of a month or year its first day. Throws `invalid` for the future and
 * for before 1990.
 */
export async function partlyKnownAt(
  api: Api,
  programmeId: string,
  happenedOn: string | undefined,
): Promise<Date | undefined> {
  if (happenedOn === undefined) return undefined;
  if (Number(happenedOn.slice(0, 4)) < EARLIEST_YEAR) throw wrong("expected 1990 or later");
  if (!/^\d{4}(?:-\d\d){0,2}$/.test(happenedOn)) return await happenedAtOf(api, programmeId, happenedOn);
  const day = happenedOn.length === "2012".length ? `${happenedOn}-01-01` : happenedOn.padEnd(10, "-01");
  if (!DateTime.fromISO(day).isValid) throw wrong("expected a day that there was, such as 2012-11-23");
  return await happenedAtOf(api, programmeId, day);
}

/**
 * When a logged event happened. A date alone means noon of that day in the programme's zone, or now when that day is
 * today and noon is still to come. Throws `invalid` for the future.
 */
export async function happenedAtOf(
  { db, engine }: Api,
  programmeId: string,
  happenedOn: string | undefined,
): Promise<Date | undefined> {
  if (happenedOn === undefined) return undefined;
  const now = await engine.now();
  if (happenedOn.includes("T")) return notLaterThan(now, new Date(happenedOn));
  const zone = (await readProgramme(db, programmeId, SYSTEM))?.zone ?? "UTC";
  const day = DateTime.fromISO(happenedOn, { zone });
  const isToday = day.hasSame(DateTime.fromJSDate(now, { zone }), "day");
  const noon = day.set({ hour: 12 }).toJSDate();
  return isToday && noon > now ? now : notLaterThan(now, noon);
}

function notLaterThan(now: Date, at: Date): Date {
  if (at <= now) return at;
  throw wrong(`expected ${now.toISOString()} or earlier`, "An event cannot have happened in the future");
}

const wrong = (detail: string, message = "The day it happened on is not as expected"): InvalidInput =>
  new InvalidInput(message, [{ pointer: "/happenedOn", detail }]);
