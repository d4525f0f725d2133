import { DateTime } from "luxon";
import { SYSTEM } from "../../contract/actor.ts";
import { InvalidInput } from "../../lib/errors.ts";
import { readProgramme } from "../../store/programmes.ts";
import type { Api } from "../api.ts";

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
  throw new InvalidInput("An event cannot have happened in the future", [
    { pointer: "/happenedOn", detail: `expected ${now.toISOString()} or earlier` },
  ]);
}
