/** Makes two organisations one, in one transaction: the plan is made again under the lock, and carried out if it was seen. */
import type { Actor } from "../../contract/actor.ts";
import type { OrganisationChoices, OrganisationMergePlan } from "../../contract/organisation-merges.ts";
import { ConvokeError, NotFound } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import { renameOnCards } from "../../store/affiliations.ts";
import type { Tx } from "../../store/database.ts";
import { inTransaction } from "../../store/database.ts";
import { insertMerge } from "../../store/merges.ts";
import type { OrganisationMerge, Standing } from "../../store/organisation-merges.ts";
import {
  absorb,
  allSectorsOf,
  moveParts,
  partsOf,
  standingOrganisationMerge,
} from "../../store/organisation-merges.ts";
import type { Organisation } from "../../store/organisations.ts";
import {
  changeOrganisation,
  lockOrganisations,
  parentsOf,
  readOrganisation,
  setParents,
  setSectors,
} from "../../store/organisations.ts";
import type { Programme } from "../../store/programmes.ts";
import type { Directory } from "../directory.ts";
import { demandSeen, UNDO_MS } from "../merge-plans.ts";
import type { Both } from "./plan-merge.ts";
import { planOrganisationMerge } from "./plan-merge.ts";

export interface WantedMerge {
  readonly survivor: string;
  readonly absorbed: string;
  readonly fields: OrganisationChoices;
}

/** Changes nothing. Throws `not-found`, and `conflict` for two that are one already. */
export async function previewOrganisationMerge(
  directory: Directory,
  programme: Programme,
  wanted: WantedMerge,
  by: Actor,
): Promise<OrganisationMergePlan> {
  return await inTransaction(directory.db, async (tx) => {
    const both = await bothOf(tx, programme, wanted, by);
    return await planOrganisationMerge(directory, tx, both, programme.id, wanted.fields);
  });
}

/**
 * Throws `conflict` with the new plan when it is no longer the one that was seen, and while an obstacle stands. Asked again
 * for what was merged so, it answers that merge.
 */
export async function mergeOrganisations(
  directory: Directory,
  programme: Programme,
  { planHash, ...wanted }: WantedMerge & { readonly planHash: string },
  by: Actor,
): Promise<OrganisationMerge> {
  return await inTransaction(directory.db, async (tx) => {
    await lockOrganisations(tx, programme.institutionId);
    const before = await standingOrganisationMerge(tx, wanted.absorbed);
    if (before?.survivorId === wanted.survivor && before.institutionId === programme.institutionId)
      return before;
    const both = await bothOf(tx, programme, wanted, by);
    const plan = await planOrganisationMerge(directory, tx, both, programme.id, wanted.fields);
    demandSeen(plan, planHash);
    return await carryOut(directory, tx, both, plan, { programmeId: programme.id, by });
  });
}

async function bothOf(
  tx: Tx,
  { institutionId }: Programme,
  { survivor, absorbed }: WantedMerge,
  by: Actor,
): Promise<Both> {
  const [one, other] = [await readOrganisation(tx, survivor, by), await readOrganisation(tx, absorbed, by)];
  if (one?.institutionId !== institutionId) throw new NotFound("organisation", survivor);
  if (other?.institutionId !== institutionId) throw new NotFound("organisation", absorbed);
  if (one.id === other.id)
    throw new ConvokeError("conflict", "They are one organisation already", { extra: { existing: one.id } });
  if (one.id !== survivor || other.id !== absorbed)
    throw new ConvokeError("conflict", "One of them was merged into another; merge those that go on", {
      extra: { survivor: one.id, absorbed: other.id },
    });
  return { survivor: one, absorbed: other };
}

async function carryOut(
  directory: Directory,
  tx: Tx,
  { survivor, absorbed }: Both,
  plan: OrganisationMergePlan,
  { programmeId, by }: { readonly programmeId: string; readonly by: Actor },
): Promise<OrganisationMerge> {
  const now = await directory.now();
  const { parents, sectors, ...words } = plan.organisation;
  const before = await standingOf(tx, survivor);
  const wrote: Standing = {
    ...words,
    parents: parents.map(({ id }) => id),
    sectors: { ...joined(before.sectors, await allSectorsOf(tx, absorbed.id)), [programmeId]: sectors },
  };
  const ownParts = await partsOf(tx, survivor.id);
  const parts = (await partsOf(tx, absorbed.id)).filter((id) => id !== survivor.id);

  // The survivor may take the name, so the absorbed one has to be out of the way first.
  const followers = await absorb(tx, absorbed.id, survivor.id);
  await changeOrganisation(tx, { ...survivor, ...words, revision: survivor.revision + 1 });
  await setParents(tx, survivor.id, wrote.parents);
  for (const [id, codes] of Object.entries(wrote.sectors)) await setSectors(tx, survivor.id, id, codes);
  await moveParts(tx, parts, { from: absorbed.id, to: survivor.id });
  await renameOnCards(tx, survivor.id, words.name);

  const merge = {
    id: newId(),
    programmeId,
    survivorId: survivor.id,
    absorbedId: absorbed.id,
    mergedBy: by.id,
    mergedAt: now,
    undoUntil: new Date(now.getTime() + UNDO_MS),
    fields: plan.fields.map(({ field, from }) => ({ field, from })),
    moved: { before, wrote, parts, both: parts.filter((id) => ownParts.includes(id)), ownParts, followers },
    undoneBy: null,
    undoneAt: null,
  };
  await insertMerge(tx, "organisation", merge);
  return { ...merge, institutionId: survivor.institutionId };
}

/** What is said of it now, by every programme. */
export async function standingOf(tx: Tx, one: Organisation): Promise<Standing> {
  const { name, shortName, otherNames, kind, level, country } = one;
  const parents = (await parentsOf(tx, [one.id])).get(one.id) ?? [];
  const sectors = await allSectorsOf(tx, one.id);
  return { name, shortName, otherNames, kind, level, country, parents, sectors };
}

function joined(mine: Standing["sectors"], theirs: Standing["sectors"]): Record<string, string[]> {
  const programmes = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  return Object.fromEntries(
    [...programmes].map((id) => [id, [...new Set([...(mine[id] ?? []), ...(theirs[id] ?? [])])].toSorted()]),
  );
}
