/** Takes a merge of organisations back: both stand as they stood, and what has come since goes to whose it is. */
import type { Side } from "../../contract/merges.ts";
import type { OrganisationSince, OrganisationUndoPlan } from "../../contract/organisation-merges.ts";
import type { Actor } from "../../contract/actor.ts";
import { ConvokeError, NotFound } from "../../lib/errors.ts";
import { renameOnCards } from "../../store/affiliations.ts";
import type { Tx } from "../../store/database.ts";
import { inTransaction } from "../../store/database.ts";
import { askForPairs } from "../../store/duplicate-pairs.ts";
import { laterMerges, noteUndone } from "../../store/merges.ts";
import type { OrganisationMerge, Standing } from "../../store/organisation-merges.ts";
import {
  enterUnder,
  moveParts,
  addParts,
  namesakeBeside,
  partsOf,
  readOrganisationMerge,
  release,
  standingIds,
} from "../../store/organisation-merges.ts";
import type { Organisation } from "../../store/organisations.ts";
import {
  changeOrganisation,
  lockOrganisations,
  organisationsAbove,
  parentsOf,
  readOrganisationRow,
  setParents,
  setSectors,
} from "../../store/organisations.ts";
import { spell } from "../../store/type-ahead.ts";
import type { Directory } from "../directory.ts";
import type { WantedUndo } from "../merge-plans.ts";
import { sortedAs } from "../merge-plans.ts";
import { standingOf } from "./merge-organisations.ts";
import { hashOf } from "./plan-merge.ts";
import type { Sees } from "./sort-since.ts";
import { sortSince } from "./sort-since.ts";
import { correctedSince, threeWay } from "./three-way.ts";

interface Undoing {
  readonly plan: OrganisationUndoPlan;
  readonly survivor: Organisation;
  readonly is: Standing;
  readonly back: Standing;
}

/** Changes nothing. Throws `not-found`. */
export async function previewOrganisationUndo(
  directory: Directory,
  mergeId: string,
  by: Actor,
  sees: Sees,
): Promise<OrganisationUndoPlan> {
  return await inTransaction(directory.db, async (tx) => {
    const merge = await readOrganisationMerge(tx, mergeId, by);
    if (merge === undefined) throw new NotFound("merge", mergeId);
    return (await planUndo(directory, tx, merge, sees)).plan;
  });
}

/**
 * Throws `conflict` with the new plan when it is no longer the one that was seen, while an obstacle stands, and while
 * somebody has to say whose something is; `invalid` for what is not on the plan. Asked again, it answers the undone merge.
 */
export async function undoOrganisationMerge(
  directory: Directory,
  mergeId: string,
  wanted: WantedUndo,
  by: Actor,
  sees: Sees,
): Promise<OrganisationMerge> {
  return await inTransaction(directory.db, async (tx) => {
    const found = await readOrganisationMerge(tx, mergeId, by);
    if (found === undefined) throw new NotFound("merge", mergeId);
    await lockOrganisations(tx, found.institutionId);
    const merge = (await readOrganisationMerge(tx, mergeId, by)) ?? found;
    if (merge.undoneAt !== null) return merge;
    const undoing = await planUndo(directory, tx, merge, sees);
    const sorted = sortedAs(undoing.plan, wanted);
    await bringBack(tx, merge, undoing, sorted);
    const at = await directory.now();
    await noteUndone(tx, mergeId, { by: by.id, at, sorted });
    const { absorbedId: subjectId, programmeId } = merge;
    await askForPairs(tx, { subjectId, kind: "organisation", programmeId, now: at });
    return { ...merge, undoneBy: by.id, undoneAt: at };
  });
}

async function planUndo(
  directory: Directory,
  tx: Tx,
  merge: OrganisationMerge,
  sees: Sees,
): Promise<Undoing> {
  const { before, wrote } = merge.moved;
  const survivor = await readOrganisationRow(tx, merge.survivorId);
  const is = await standingOf(tx, survivor);
  // A parent that was merged since is the one that goes on; the absorbed one is about to stand again.
  const going = async (one: Standing) => ({
    ...one,
    parents: (await standingIds(tx, one.parents)).map((id, index) =>
      one.parents[index] === merge.absorbedId ? merge.absorbedId : id,
    ),
  });
  const as = { was: await going(before), wrote: await going(wrote), is };
  const back = threeWay(as);
  const isUndone = merge.undoneAt !== null;
  const { since, elsewhere } = isUndone ? { since: [], elsewhere: 0 } : await sortSince(tx, merge, sees);
  const plan = {
    since,
    elsewhere,
    corrected: isUndone ? [] : correctedSince(as),
    obstacles: isUndone ? ["It was undone before"] : await obstaclesOf(directory, tx, merge, survivor, back),
  };
  const planHash = hashOf(directory, { mergeId: merge.id, ...plan });
  return { survivor, is, back, plan: { ...plan, planHash } };
}

async function obstaclesOf(
  { now }: Directory,
  tx: Tx,
  merge: OrganisationMerge,
  { institutionId }: Organisation,
  back: Standing,
): Promise<string[]> {
  if ((await now()) > merge.undoUntil) return ["The 30 days to undo it are over"];
  const later = await laterMerges(tx, merge);
  if (later.length > 0) return later.map((id) => `The merge ${id} came after it: undo that first`);
  const both = [merge.survivorId, merge.absorbedId];
  const absorbed = await readOrganisationRow(tx, merge.absorbedId);
  const taken: string[] = [];
  for (const { name, country } of [back, absorbed]) {
    const namesake = await namesakeBeside(tx, { institutionId, name, country }, both);
    if (namesake !== undefined)
      taken.push(`The organisation ${namesake} has been given the name ${name} since: rename it first`);
  }
  if (back.country === absorbed.country && (await spell(tx, back.name)) === (await spell(tx, absorbed.name)))
    taken.push(`Both would be called ${back.name}: rename the survivor first`);
  return taken;
}

async function bringBack(
  tx: Tx,
  { survivorId, absorbedId, moved }: OrganisationMerge,
  { survivor, is, back }: Undoing,
  sorted: readonly (OrganisationSince & { readonly to: Side })[],
): Promise<void> {
  const { parents, sectors, ...words } = back;
  // The survivor gives back the name before the absorbed one has it again.
  await changeOrganisation(tx, { ...survivor, ...words, revision: survivor.revision + 1 });
  await release(tx, absorbedId, moved.followers);
  await setParents(tx, survivorId, [...new Set(await standingIds(tx, parents))]);
  for (const id of new Set([...Object.keys(is.sectors), ...Object.keys(sectors)]))
    await setSectors(tx, survivorId, id, sectors[id] ?? []);

  const ids = (kind: OrganisationSince["kind"], to: Side) =>
    sorted.filter((one) => one.kind === kind && one.to === to).map(({ id }) => id);
  // What somebody said since to be part of something else is no part of either any more.
  const still = new Set(await partsOf(tx, survivorId));
  const parts = [...moved.parts.filter((id) => still.has(id)), ...ids("part", "absorbed")];
  await moveParts(tx, parts, { from: survivorId, to: absorbedId });
  await addParts(
    tx,
    moved.both.filter((id) => still.has(id)),
    survivorId,
  );
  await enterUnder(tx, ids("affiliation", "absorbed"), absorbedId);
  await enterUnder(tx, ids("affiliation", "survivor"), survivorId);
  await demandNoRing(tx, [survivorId, absorbedId]);
  for (const id of [survivorId, absorbedId])
    await renameOnCards(tx, id, (await readOrganisationRow(tx, id)).name);
}

/** What has become part of what since may close a ring once they are two. */
async function demandNoRing(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const above = await organisationsAbove(tx, (await parentsOf(tx, [id])).get(id) ?? []);
    if (above.includes(id))
      throw new ConvokeError(
        "conflict",
        `The organisation ${id} would be part of itself: change the parents that were said since first`,
      );
  }
}
