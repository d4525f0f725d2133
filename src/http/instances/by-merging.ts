/** Cases become one because their people do: a case is joined to none of somebody else's, and parted from none of its own. */
import { partyIdOf } from "../../directory/people.ts";
import { ConvokeError } from "../../lib/errors.ts";
import type { Queryable } from "../../store/database.ts";
import type { Instance } from "../../store/instances.ts";
import { readInstanceUnscoped } from "../../store/instances.ts";
import { isId } from "../../lib/ids.ts";
import { partiesOfPerson } from "../../store/parties.ts";

export const EVENTS_OF_MERGES: ReadonlySet<string> = new Set(["duplicate.confirmed", "merge.undone"]);

const MERGE_PEOPLE =
  "The two cases are of two people: merge the people (POST /api/v1/people/{survivor}/merges), and their cases follow";
const PART_PEOPLE =
  "The two cases are of one person: undo the merge of the people (POST /api/v1/merges/{id}/undo), and their cases follow";

/**
 * Throws `refused` for the events of a merge where no merge of the people stands behind them. Where one does, and its
 * effect gave up, an officer may send them.
 */
export async function demandMergeBehind(
  db: Queryable,
  instance: Instance,
  { type, data }: { readonly type: string; readonly data: Readonly<Record<string, unknown>> },
): Promise<void> {
  if (instance.workflow !== "engagement" || !EVENTS_OF_MERGES.has(type)) return;
  const isJoined = type === "duplicate.confirmed";
  const isOne = await areOne(db, instance, data["survivorId"]);
  if (isOne === undefined || isOne === isJoined) return;
  const { revision, state } = instance;
  throw new ConvokeError("refused", isJoined ? MERGE_PEOPLE : PART_PEOPLE, {
    extra: { event: type, guards: [], revision, state },
  });
}

/** Of the events of a merge, the one that an officer would be refused by hand here, and why. */
export async function notByHand(
  db: Queryable,
  instance: Instance,
): Promise<{ readonly type: string; readonly detail: string } | undefined> {
  const partyId = partyIdOf(instance.businessKey);
  if (instance.workflow !== "engagement" || partyId === undefined) return undefined;
  const one = await partiesOfPerson(db, partyId);
  if (one.length === 1) return { type: "duplicate.confirmed", detail: MERGE_PEOPLE };
  const { survivorId } = (instance.snapshot["context"] ?? {}) as { readonly survivorId?: unknown };
  return (await areOne(db, instance, survivorId)) === true
    ? { type: "merge.undone", detail: PART_PEOPLE }
    : undefined;
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
