import { reaches } from "../../contract/actor.ts";
import { demandKnownPerson } from "../../auth/known-people.ts";
import type { KnownRecord } from "../../auth/may-know.ts";
import { mayKnow, recordOf } from "../../auth/may-know.ts";
import type { View } from "../../auth/policy.ts";
import type { Actor } from "../../contract/actor.ts";
import { NotFound } from "../../lib/errors.ts";
import { findCases } from "../../store/instances.ts";
import type { Person } from "../../store/parties.ts";
import { readPerson } from "../../store/parties.ts";
import type { Api } from "../api.ts";
import type { Asking } from "../operation.ts";

/** Throws `not-found` for somebody of another programme or body and for whoever was erased, `forbidden` without the right. */
export async function findPerson({ api, actor, demand }: Asking, id: string): Promise<Person> {
  const found = await readPerson(api.db, id);
  if (found === undefined) throw new NotFound("person", id);
  const record = await recordOfPerson(api, found);
  if (!reaches(actor, record)) throw new NotFound("person", id);
  demand({ ...record, thing: "person", id });
  await demandKnownPerson(api.db, actor, found);
  return found;
}

/** How much each of these people shows of themselves to the actor: their case says which bodies they belong to. */
export async function viewsOf(
  { db }: Pick<Api, "db">,
  actor: Actor,
  people: readonly Known[],
): Promise<ReadonlyMap<string, View>> {
  const cases = await findCases(db, people);
  const views = new Map<string, View>();
  for (const person of people) {
    const view = mayKnow(actor, recordWith(person, cases.get(person.id)));
    if (view !== undefined) views.set(person.id, view);
  }
  return views;
}

type Known = Pick<Person, "id" | "programmeId">;

const recordOfPerson = async ({ db }: Pick<Api, "db">, person: Known): Promise<KnownRecord> =>
  recordWith(person, (await findCases(db, [person])).get(person.id));

const recordWith = (
  { id, programmeId }: Known,
  theirs: Parameters<typeof recordOf>[0] | undefined,
): KnownRecord => ({
  bodies: [],
  ...(theirs === undefined ? {} : recordOf(theirs)),
  data: "people",
  programmeId,
  partyId: id,
});
