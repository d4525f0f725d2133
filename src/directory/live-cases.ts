import { findByBusinessKey } from "../store/instances.ts";
import { partiesOfPerson } from "../store/parties.ts";
import type { Directory } from "./directory.ts";

/** Does the person have an engagement that is not over? Only that one knows when to erase it. */
export async function holdsLiveCase({ db }: Directory, partyId: string): Promise<boolean> {
  for (const { id, programmeId } of await partiesOfPerson(db, partyId)) {
    if ((await findByBusinessKey(db, programmeId, "engagement", `party:${id}`)) !== undefined) return true;
  }
  return false;
}
