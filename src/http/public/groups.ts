/** The working groups that everybody may know of: those marked TLP:CLEAR, in the order of the road map (S-024). */
import { z } from "zod";
import { knownIds } from "../../auth/known-records.ts";
import { PUBLIC } from "../../contract/actor.ts";
import type { Queryable } from "../../store/database.ts";
import { listGroups } from "../../store/instances.ts";

export interface PublicGroup {
  readonly id: string;
  readonly name: string;
  readonly state: GroupState;
  /** `2013-05`: planned, or of the day it began. */
  readonly month: string;
  readonly isLaunched: boolean;
  readonly intake: "open" | "invited" | "shut";
}

const states = ["planned", "forming", "active", "paused", "reporting", "closed", "abandoned"] as const;
export type GroupState = (typeof states)[number];

const card = z.object({
  name: z.string(),
  launchMonth: z.string(),
  launchedOn: z.string().nullable(),
  intake: z.enum(["open", "invited", "shut"]),
});

export async function publicGroups(
  db: Queryable,
  programmeId: string,
): Promise<{ readonly groups: readonly PublicGroup[]; readonly hidden: number }> {
  const all = await listGroups(db, programmeId);
  const { known } = await knownIds(
    db,
    PUBLIC,
    all.map(({ id }) => id),
  );
  const groups = all
    .filter(({ id }) => known.has(id))
    .flatMap((group): PublicGroup[] => {
      const read = card.safeParse(group.card);
      const state = states.find((one) => one === group.state);
      if (!read.success || state === undefined) return [];
      const { name, launchMonth, launchedOn, intake } = read.data;
      const month = (launchedOn ?? launchMonth).slice(0, 7);
      return [{ id: group.id, name, state, month, isLaunched: launchedOn !== null, intake }];
    });
  const inOrder = groups.toSorted((a, b) => a.month.localeCompare(b.month) || a.name.localeCompare(b.name));
  return { groups: inOrder, hidden: all.length - known.size };
}
