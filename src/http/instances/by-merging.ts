/** Cases become one because their people do: a case is joined to none of somebody else's, and parted from none of its own. */
import { partyIdOf } from "../../directory/people.ts";
import { ConvokeError } from "../../lib/errors.ts";
import type { Queryable } from "../../store/database.ts";
import type { Instance } from "../../store/instances.ts";
import { readInstanceUnscoped } from "../../store/instances.ts";
import { isId } from "../../lib/ids.ts";
import { partiesOfPerson } from "../../store/parties.ts";

/**
 * Throws `refused` for the events of a merge where no merge of the people stands behind them. Where one does, and its
 * effect gave up, an officer may send them.
 */
export async function demandMergeBehind(
  db: Queryable,
  instance: Instance,
  { type, data }: { readonly type: string; readonly data: Readonly<Record<string, unknown>> },
): Promise<void> {
  const isJoined = type === "duplicate.confirmed";
  if (instance.workflow !== "engagement" || (!isJoined && type !== "merge.undone")) return;
  const isOne = await areOne(db, instance, data["survivorId"]);
  if (isOne === undefined || isOne === isJoined) return;
  const { revision, state } = instance;
  throw new ConvokeError(
    "refused",
    isJoined
      ? "The two cases are of two people: merge the people (POST /api/v1/people/{survivor}/merges), and their cases follow"
      : "The two cases are of one person: undo the merge of the people (POST /api/v1/merges/{id}/undo), and their cases follow",
    { extra: { event: type, guards: [], revision, state } },
  );
}

/** Undefined when one of them is no case of a person of this programme: that is the chart's to refuse. */
async function areOne(
  db: Queryable,
  { businessKey, programmeId }: Instance,
  otherId: unknown,
): Promise<boolean | undefined> {
  const other =
    typeof otherId === "string" && isId(otherId) ? await readInstanceUnscoped(db, otherId) : undefined;
  const [one, two] = [partyIdOf(businessKey), partyIdOf(other?.businessKey ?? null)];
  if (one === undefined || two === undefined || other?.programmeId !== programmeId) return undefined;
  return one === two || (await partiesOfPerson(db, one)).some(({ id }) => id === two);
}
