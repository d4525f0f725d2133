import { findByBusinessKey } from "../store/instances.ts";
import { readParty } from "../store/parties.ts";
import type { Directory } from "./directory.ts";

/** Does the party have an engagement that is not over? Only that one knows when to erase it. */
export async function holdsLiveCase({ db }: Directory, partyId: string): Promise<boolean> {
  const party = await readParty(db, partyId);
  if (party === undefined) return false;
  return (await findByBusinessKey(db, party.programmeId, "engagement", `party:${partyId}`)) !== undefined;
}
