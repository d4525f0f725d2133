import type { Capability } from "../../auth/policy.ts";
import { demand, may } from "../../auth/policy.ts";
import type { Actor } from "../../contract/actor.ts";
import { NotFound } from "../../lib/errors.ts";
import type { Person } from "../../store/parties.ts";
import { readPerson } from "../../store/parties.ts";
import type { Api } from "../api.ts";

/** Throws `not-found` for somebody of another programme and for whoever was erased, `forbidden` without the right. */
export async function findPerson(
  { db }: Api,
  id: string,
  actor: Actor,
  capability: Capability,
): Promise<Person> {
  const found = await readPerson(db, id, actor);
  if (found === undefined) throw new NotFound("person", id);
  demand(actor, capability, { programmeId: found.programmeId, thing: "person", id });
  return found;
}

/** A lead, a chair and the secretariat see the card; what is sealed beyond it is for those who handle the case. */
export const mayReadDetails = (actor: Actor, { programmeId }: Pick<Person, "programmeId">): boolean =>
  may(actor, "read-person-details", programmeId);
