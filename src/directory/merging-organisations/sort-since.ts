/** Whose is what has come since two organisations were merged? What was entered under an id is that one's; else a person says. */
import type { OrganisationSince } from "../../contract/organisation-merges.ts";
import type { Tx } from "../../store/database.ts";
import type { Begun, OrganisationMerge } from "../../store/organisation-merges.ts";
import { begunSince, partsOf } from "../../store/organisation-merges.ts";

/** Of these, whose people whoever asks may be told of. */
export type Sees = (begun: readonly Begun[]) => Promise<readonly Begun[]>;

export async function sortSince(
  tx: Tx,
  merge: OrganisationMerge,
  sees: Sees,
): Promise<{ since: OrganisationSince[]; elsewhere: number }> {
  const begun = await begunSince(tx, merge);
  const told = await sees(begun);
  const affiliations = told.map(({ id, organisationId }): OrganisationSince =>
    organisationId === merge.survivorId
      ? { kind: "affiliation", id, to: null, why: "Nothing says whose it is" }
      : { kind: "affiliation", id, to: "absorbed", why: "It was entered under the absorbed one's id" },
  );
  const { parts, ownParts } = merge.moved;
  const known = new Set([...parts, ...ownParts, merge.absorbedId]);
  const since = (await partsOf(tx, merge.survivorId))
    .filter((id) => !known.has(id))
    .map((id): OrganisationSince => ({ kind: "part", id, to: null, why: "Nothing says whose part it is" }));
  return { since: [...affiliations, ...since], elsewhere: begun.length - told.length };
}
