/** Once a week everybody is compared with everybody: what was typed before there was something to compare it with. */
import { DateTime } from "luxon";
import { SYSTEM } from "../../contract/actor.ts";
import type { Job } from "../../engine/jobs.ts";
import { listProgrammes } from "../../store/programmes.ts";
import { workOf } from "../../store/work.ts";

/** Sunday, three in the morning, UTC: nobody waits for it. */
const begunAt = (now: Date): DateTime => {
  const sunday = DateTime.fromJSDate(now, { zone: "utc" }).startOf("day").set({ hour: 3 });
  const back = sunday.minus({ days: sunday.weekday % 7 });
  return back.toJSDate() > now ? back.minus({ weeks: 1 }) : back;
};

export const weeklyComparison: Job = {
  name: "weekly-comparison",
  does: "Compares all people and organisations for duplicates, on Sundays at three in the morning.",

  async begun(db, now) {
    const planned = begunAt(now);
    const programmes = await listProgrammes(db, SYSTEM);
    return programmes.map(({ id }) => ({
      key: `${id}/${planned.toISODate()}`,
      plannedAt: planned.toJSDate(),
    }));
  },

  next: async (_, now) => await Promise.resolve(begunAt(now).plus({ weeks: 1 }).toJSDate()),

  async plan(_, { key }, now) {
    const [programmeId = "", day = ""] = key.split("/");
    // As with the digest, next week's is another piece of work.
    const generation = Number(day.replaceAll("-", ""));
    const of = { of: programmeId, programmeId, payload: { programmeId } };
    return await Promise.resolve([workOf({ ...of, action: "findDuplicates", generation, now })]);
  },
};
