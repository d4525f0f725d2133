import { askForCases, standingMergeOf } from "../../store/merges.ts";
import type { Directory } from "../directory.ts";

/** A case may be opened for somebody in the moment they are merged: then the merge looks at the cases once more. */
export async function joinIfMerged({ db, now }: Directory, partyId: string): Promise<void> {
  const merge = await standingMergeOf(db, partyId);
  if (merge !== undefined) await askForCases(db, merge, "joinCases", await now());
}
