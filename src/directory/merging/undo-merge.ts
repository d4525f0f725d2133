/** Takes a merge back: both stand as they stood, and what has come since goes to whose it is. */
import type { UndoPlan } from "../../contract/merges.ts";
import { ConvokeError, NotFound } from "../../lib/errors.ts";
import { currentAffiliations } from "../../store/affiliations.ts";
import type { Tx } from "../../store/database.ts";
import { inTransaction } from "../../store/database.ts";
import type { Merge, WholeCard } from "../../store/merges.ts";
import {
  askForCases,
  insertCard,
  laterMerges,
  lockMerge,
  lockPair,
  moveAffiliations,
  moveJobChanges,
  noteUndone,
  partParty,
  takeCard,
  writeCard,
} from "../../store/merges.ts";
import { askForPairs } from "../../store/duplicate-pairs.ts";
import { readDetailsId, readParty, setDetails } from "../../store/parties.ts";
import { deleteSealedRecord } from "../../store/sealed-records.ts";
import { showCurrent } from "../affiliations.ts";
import type { Directory } from "../directory.ts";
import type { WantedUndo } from "../merge-plans.ts";
import { sortedAs } from "../merge-plans.ts";
import type { Before } from "./card-before.ts";
import { openBefore } from "./card-before.ts";
import { giveBack } from "./give-back.ts";
import type { Merging } from "./merging.ts";
import { hashOf } from "./plan-merge.ts";
import { sortSince } from "./sort-since.ts";

interface Undoing {
  readonly plan: UndoPlan;
  readonly merge: Merge;
  readonly before: { readonly survivor: Before | undefined; readonly absorbed: Before | undefined };
}

/** Changes nothing. Throws `not-found`. */
export async function previewUndo(merging: Merging, mergeId: string): Promise<UndoPlan> {
  return await inTransaction(merging.directory.db, async (tx) => (await planUndo(merging, tx, mergeId)).plan);
}

/**
 * Throws `conflict` with the new plan when it is no longer the one that was seen, while an obstacle stands, and while
 * somebody has to say whose something is; `invalid` for what is not on the plan. Asked again, it answers the undone merge.
 */
export async function undoMerge(
  merging: Merging,
  mergeId: string,
  wanted: WantedUndo,
  by: string,
): Promise<Merge> {
  const { directory } = merging;
  return await inTransaction(directory.db, async (tx) => {
    const locked = await lockMerge(tx, mergeId);
    if (locked === undefined) throw new NotFound("merge", mergeId);
    if (locked.undoneAt !== null) return locked;
    await lockPair(tx, [locked.survivorId, locked.absorbedId]);
    const undoing = await planUndo(merging, tx, mergeId);
    const sorted = sortedAs(undoing.plan, wanted);
    await bringBack(tx, undoing);
    const records = await giveBack(directory, tx, undoing.merge, sorted);
    await showWhereTheyWork(tx, [locked.survivorId, locked.absorbedId]);
    const at = await directory.now();
    await noteUndone(tx, mergeId, { by, at, sorted: records });
    for (const id of [locked.beforeSurvivorId, locked.beforeAbsorbedId])
      if (id !== null) await deleteSealedRecord(tx, id);
    await askForCases(tx, locked, "partCases", at);
    const { absorbedId: subjectId, programmeId } = locked;
    await askForPairs(tx, { subjectId, kind: "person", programmeId, now: at });
    return { ...locked, undoneBy: by, undoneAt: at, sorted: records };
  });
}

async function planUndo(merging: Merging, tx: Tx, mergeId: string): Promise<Undoing> {
  const { directory } = merging;
  const merge = await lockMerge(tx, mergeId);
  if (merge === undefined) throw new NotFound("merge", mergeId);
  const before = {
    survivor: await openBefore(directory, tx, merge.beforeSurvivorId),
    absorbed: await openBefore(directory, tx, merge.beforeAbsorbedId),
  };
  const plan = {
    since: merge.undoneAt === null ? await sortSince(directory, tx, merge) : [],
    corrected: await correctedSince(tx, merge, before.survivor),
    obstacles: await obstaclesOf(directory, tx, merge, before),
  };
  return { merge, before, plan: { ...plan, planHash: hashOf(merging, { mergeId, ...plan }) } };
}

async function obstaclesOf(
  { now }: Directory,
  tx: Tx,
  merge: Merge,
  before: Undoing["before"],
): Promise<string[]> {
  if (merge.undoneAt !== null) return ["It was undone before"];
  if (before.survivor === undefined || before.absorbed === undefined)
    return ["The person was erased since: there is nobody to bring back"];
  if ((await now()) > merge.undoUntil) return ["The 30 days to undo it are over"];
  const later = await laterMerges(tx, merge);
  return later.map((id) => `The merge ${id} came after it: undo that first`);
}

async function correctedSince(tx: Tx, merge: Merge, before: Before | undefined): Promise<string[]> {
  const card = await takeCard(tx, merge.survivorId);
  const wrote = before?.wrote;
  if (card === undefined || wrote == null) return [];
  const words = (["name", "email", "organisation"] as const).filter((field) => card[field] !== wrote[field]);
  const detailsId = await readDetailsId(tx, merge.survivorId);
  return [...words, ...(detailsId === merge.moved.detailsAfter ? [] : ["details"])];
}

async function bringBack(tx: Tx, { merge, before }: Undoing): Promise<void> {
  const { survivorId, absorbedId, moved } = merge;
  const { survivor, absorbed } = before;
  const card = await takeCard(tx, survivorId);
  const party = await readParty(tx, absorbedId);
  if (survivor?.wrote == null || absorbed === undefined || card === undefined || party === undefined)
    throw new ConvokeError("sealed", "The person was erased meanwhile");
  await writeCard(tx, survivorId, threeWay(survivor.card, survivor.wrote, card));
  await insertCard(tx, party, absorbed.card);
  if (
    moved.detailsBefore !== moved.detailsAfter &&
    (await readDetailsId(tx, survivorId)) === moved.detailsAfter
  ) {
    await setDetails(tx, survivorId, moved.detailsBefore);
    if (moved.detailsAfter !== null) await deleteSealedRecord(tx, moved.detailsAfter);
  } else if (moved.detailsBefore !== moved.detailsAfter && moved.detailsBefore !== null) {
    // Corrected since: what stood before the merge is what was corrected.
    await deleteSealedRecord(tx, moved.detailsBefore);
  }
  await moveAffiliations(tx, moved.affiliations, absorbedId);
  await moveJobChanges(tx, moved.jobChanges, absorbedId);
  await partParty(tx, absorbedId, moved.parties);
}

/** An organisation may have been renamed or merged since: the card says what the affiliation says. */
async function showWhereTheyWork(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const id of (await currentAffiliations(tx, ids)).keys()) await showCurrent(tx, id);
}

/** What the merge wrote goes back; what somebody wrote since stays. */
function threeWay(
  was: WholeCard,
  wrote: Omit<WholeCard, "retentionClass">,
  is: WholeCard,
): Omit<WholeCard, "retentionClass"> {
  const back = <Key extends "name" | "email" | "organisation">(key: Key) =>
    is[key] === wrote[key] ? was[key] : is[key];
  return {
    name: back("name"),
    email: back("email"),
    organisation: back("organisation"),
    alsoKnown: was.alsoKnown,
  };
}
