/** The morning digest: for each officer of a programme what is due and overdue, on its working days, once. */
import { SYSTEM } from "../contract/actor.ts";
import { dueAt, nextWorkingHour, workingHour } from "../engine/calendar.ts";
import type { Job } from "../engine/jobs.ts";
import type { Account } from "../store/accounts.ts";
import { accountsWithRole } from "../store/accounts.ts";
import type { Queryable } from "../store/database.ts";
import { dueForOwner, overdueForOwner, unownedIn } from "../store/digests.ts";
import type { DueItem } from "../store/digests.ts";
import type { Programme } from "../store/programmes.ts";
import { listProgrammes, readProgramme } from "../store/programmes.ts";
import { workOf } from "../store/work.ts";
import type { Directory } from "./directory.ts";

/** Local hour at which the digest is written. */
const HOUR = 7;
/** How far it looks ahead, in working days. */
const AHEAD = { unit: "workingDays", count: 1 } as const;

export const dailyDigest: Job = {
  name: "daily-digest",
  does: "Mails each officer what is due and overdue, at 7 in the morning of the programme's working days.",

  async begun(db, now) {
    const programmes = await listProgrammes(db, SYSTEM);
    return programmes.flatMap((programme) => {
      const today = workingHour(now, HOUR, programme);
      if (today === undefined || today.at > now) return [];
      return [{ key: `${programme.id}/${today.day}`, plannedAt: today.at }];
    });
  },

  async next(db, now) {
    const programmes = await listProgrammes(db, SYSTEM);
    const times = programmes.map((programme) => nextWorkingHour(now, HOUR, programme));
    return times.toSorted((a, b) => a.getTime() - b.getTime())[0];
  },

  async plan(db, occasion, now) {
    const [programmeId = "", day = ""] = occasion.key.split("/");
    const programme = await readProgramme(db, programmeId, SYSTEM);
    if (programme === undefined) return [];
    const busy: Account[] = [];
    for (const officer of await accountsWithRole(db, "officer", { programmeId })) {
      if (officer.email !== null && (await duties(db, programme, officer.id, now)) !== undefined)
        busy.push(officer);
    }
    return busy.map(({ id }, ordinal) =>
      workOf({
        of: programmeId,
        programmeId,
        action: "sendDigest",
        name: `sendDigest:${id}`,
        payload: { accountId: id, day },
        // Tomorrow's digest is another piece of work.
        generation: Number(day.replaceAll("-", "")),
        ordinal,
        now,
      }),
    );
  },
};

export interface Digest {
  readonly programmeId: string;
  readonly programmeName: string;
  readonly zone: string;
  readonly officer: Account;
  readonly overdue: readonly DueItem[];
  readonly due: readonly DueItem[];
  /** Engagements nobody has taken yet. */
  readonly unowned: readonly string[];
}

/** What one officer's digest says now; undefined when the officer or programme is gone, or has nothing to do. */
export async function digestFor(
  { db, now }: Directory,
  programmeId: string,
  accountId: string,
): Promise<Digest | undefined> {
  const programme = await readProgramme(db, programmeId, SYSTEM);
  const officer = (await accountsWithRole(db, "officer", { programmeId })).find(({ id }) => id === accountId);
  if (programme === undefined || officer === undefined) return undefined;
  const work = await duties(db, programme, accountId, await now());
  const { name: programmeName, zone } = programme;
  return work === undefined ? undefined : { programmeId, programmeName, zone, officer, ...work };
}

type Work = Pick<Digest, "overdue" | "due" | "unowned">;

async function duties(
  db: Queryable,
  programme: Programme,
  ownerId: string,
  now: Date,
): Promise<Work | undefined> {
  const about = { programmeId: programme.id, ownerId };
  const overdue = await overdueForOwner(db, about);
  const due = await dueForOwner(db, { ...about, until: dueAt(AHEAD, now, programme) });
  const unowned = await unownedIn(db, programme.id);
  return overdue.length + due.length + unowned.length === 0 ? undefined : { overdue, due, unowned };
}
