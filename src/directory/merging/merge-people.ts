/** Makes two people one, in one transaction: the plan is made again under the locks, and carried out if it was seen. */
import type { Choices, MergePlan } from "../../contract/merges.ts";
import type { PersonDetails } from "../../contract/people.ts";
import { canonicalJson } from "../../lib/canonical.ts";
import { ConvokeError, InvalidInput } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import { affiliationIdsOf } from "../../store/affiliations.ts";
import type { Tx } from "../../store/database.ts";
import { inTransaction } from "../../store/database.ts";
import type { Merge } from "../../store/merges.ts";
import {
  askForCases,
  deleteCard,
  deliveriesOf,
  insertMerge,
  jobChangesOf,
  lockPair,
  mergeParty,
  moveAffiliations,
  moveJobChanges,
  standingMergeOf,
  takeCard,
  writeCard,
} from "../../store/merges.ts";
import type { Person } from "../../store/parties.ts";
import { readPerson, setDetails } from "../../store/parties.ts";
import { insertSealedRecord, recordPlace } from "../../store/sealed-records.ts";
import type { Directory } from "../directory.ts";
import { demandSeen, UNDO_MS } from "../merge-plans.ts";
import { detailsOf } from "../person-file.ts";
import { sealBefore } from "./card-before.ts";
import type { Merging } from "./merging.ts";
import type { Both } from "./plan-merge.ts";
import { planMerge } from "./plan-merge.ts";

export interface Wanted {
  readonly survivor: string;
  readonly absorbed: string;
  readonly fields: Choices;
}

/** Changes nothing. Throws `conflict` for two who are one already, `invalid` for two of different programmes. */
export async function previewMerge(merging: Merging, wanted: Wanted): Promise<MergePlan> {
  return await inTransaction(merging.directory.db, async (tx) => {
    return await planMerge(merging, tx, await bothOf(tx, wanted), wanted.fields);
  });
}

/**
 * Throws `conflict` with the new plan when it is no longer the one that was seen, and while an obstacle stands. Asked again
 * for what was merged so, it answers that merge.
 */
export async function mergePeople(
  merging: Merging,
  {
    planHash,
    seen,
    ...wanted
  }: Wanted & {
    readonly planHash: string;
    /** May whoever asks see what the plan shows? Throws when not. */
    readonly seen: (plan: MergePlan) => Promise<unknown>;
  },
  by: string,
): Promise<Merge> {
  const { db } = merging.directory;
  return await inTransaction(db, async (tx) => {
    await lockPair(tx, [wanted.survivor, wanted.absorbed]);
    const before = await standingMergeOf(tx, wanted.absorbed);
    if (before?.survivorId === wanted.survivor) return before;
    const both = await bothOf(tx, wanted);
    const plan = await planMerge(merging, tx, both, wanted.fields);
    await seen(plan);
    demandSeen(plan, planHash);
    return await carryOut(merging.directory, tx, both, plan, by);
  });
}

async function bothOf(tx: Tx, { survivor, absorbed }: Wanted): Promise<Both> {
  const [one, other] = [await readPerson(tx, survivor), await readPerson(tx, absorbed)];
  if (one === undefined || other === undefined)
    throw new ConvokeError("sealed", "One of them was erased meanwhile");
  if (one.id === other.id)
    throw new ConvokeError("conflict", "They are one person already", { extra: { existing: one.id } });
  if (one.id !== survivor || other.id !== absorbed)
    throw new ConvokeError("conflict", "One of them was merged into somebody else meanwhile", {
      extra: { survivor: one.id, absorbed: other.id },
    });
  if (one.programmeId !== other.programmeId) {
    const detail = "expected somebody of the same programme";
    throw new InvalidInput("A person is merged within one programme", [{ pointer: "/absorbed", detail }]);
  }
  return { survivor: one, absorbed: other };
}

async function carryOut(
  directory: Directory,
  tx: Tx,
  { survivor, absorbed }: Both,
  plan: MergePlan,
  by: string,
): Promise<Merge> {
  const now = await directory.now();
  const [mine, theirs] = [await takeCard(tx, survivor.id), await takeCard(tx, absorbed.id)];
  if (mine === undefined || theirs === undefined)
    throw new ConvokeError("sealed", "One of them was erased meanwhile");
  const { name, email, organisation, alsoKnown, details } = plan.person;
  const wrote = { name, email, organisation, alsoKnown };
  const sealed = {
    beforeSurvivorId: await sealBefore(directory, tx, survivor.keyId, { card: mine, wrote }, now),
    beforeAbsorbedId: await sealBefore(directory, tx, absorbed.keyId, { card: theirs, wrote: null }, now),
  };
  const ids = (becomes: string) =>
    plan.affiliations.filter((one) => one.becomes === becomes).map(({ id }) => id);
  const moved = [...ids("moved"), ...(await untold(tx, { survivor, absorbed }, plan))];
  const own = (await affiliationIdsOf(tx, survivor.id)).map(({ id }) => id);
  const jobChanges = (await jobChangesOf(tx, absorbed.id)).map(({ id }) => id);
  const deliveries = await deliveriesOf(tx, survivor.id);

  await deleteCard(tx, absorbed.id);
  await writeCard(tx, survivor.id, wrote);
  const detailsAfter = await sealMerged(directory, tx, survivor, details, now);
  await moveAffiliations(tx, moved, survivor.id);
  await moveJobChanges(tx, jobChanges, survivor.id);
  const parties = await mergeParty(tx, absorbed.id, survivor.id);

  const merge: Merge = {
    id: newId(),
    programmeId: survivor.programmeId,
    survivorId: survivor.id,
    absorbedId: absorbed.id,
    mergedBy: by,
    mergedAt: now,
    undoUntil: new Date(now.getTime() + UNDO_MS),
    fields: plan.fields.map(({ field, from }) => ({ field, from })),
    moved: {
      affiliations: moved,
      jobChanges,
      parties,
      own: { affiliations: own, deliveries },
      detailsBefore: survivor.detailsId,
      detailsAfter,
    },
    ...sealed,
    undoneBy: null,
    undoneAt: null,
    sorted: null,
  };
  await insertMerge(tx, "person", merge);
  await askForCases(tx, merge, "joinCases", now);
  return merge;
}

/** Affiliations of the absorbed that are not told while a merge of organisations stands; they come along, unless there is one. */
async function untold(tx: Tx, { survivor, absorbed }: Both, { affiliations }: MergePlan): Promise<string[]> {
  const told = new Set(affiliations.map(({ id }) => id));
  const mine = await affiliationIdsOf(tx, survivor.id);
  return (await affiliationIdsOf(tx, absorbed.id)).flatMap(({ id, organisationId }) =>
    told.has(id) || mine.some((one) => one.until === null && one.organisationId === organisationId)
      ? []
      : [id],
  );
}

/** Details that say something new are a record of their own; the one before stays for an undo. Returns what stands. */
async function sealMerged(
  { vault }: Directory,
  tx: Tx,
  person: Person,
  details: PersonDetails | null,
  now: Date,
): Promise<string | null> {
  const before = await detailsOf({ vault, db: tx }, person);
  if (details === null || canonicalJson(details) === canonicalJson(before)) return person.detailsId;
  const id = newId();
  const sealed = await vault.seal(tx, person.keyId, JSON.stringify(details), recordPlace(id));
  await insertSealedRecord(tx, {
    id,
    keyId: person.keyId,
    purpose: "person/details",
    sealed,
    createdAt: now,
  });
  await setDetails(tx, person.id, id);
  return id;
}
