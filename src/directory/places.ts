/** What a person holds in a programme now: the live case, and with it seats, an offer, a place on a list. */
import { z } from "zod";
import type { PlaceKind } from "../contract/people.ts";
import type { Queryable } from "../store/database.ts";
import type { Instance } from "../store/instances.ts";
import { findByBusinessKey } from "../store/instances.ts";
import type { Person } from "../store/parties.ts";

export interface Place {
  readonly place: PlaceKind;
  readonly engagementId: string;
  /** The working group; null for the case itself. */
  readonly groupId: string | null;
}

export async function livePlaces(
  db: Queryable,
  { id, programmeId }: Pick<Person, "id" | "programmeId">,
): Promise<Place[]> {
  const engagement = await findByBusinessKey(db, programmeId, "engagement", `party:${id}`);
  return engagement === undefined ? [] : placesIn(engagement);
}

const inGroup = z.looseObject({ groupId: z.string() });
/** The part of an engagement's context that says what its party holds. */
const held = z.looseObject({
  memberships: z.array(inGroup).default([]),
  offer: inGroup.nullable().default(null),
  waitingFor: z.string().nullable().default(null),
  contributesTo: z.string().nullable().default(null),
});

function placesIn({ id: engagementId, snapshot }: Instance): Place[] {
  const { memberships, offer, waitingFor, contributesTo } = held.parse(snapshot["context"]);
  const at = (place: PlaceKind, groupId: string | null | undefined): Place[] =>
    groupId == null ? [] : [{ place, engagementId, groupId }];
  return [
    { place: "case", engagementId, groupId: null },
    ...memberships.flatMap(({ groupId }) => at("seat", groupId)),
    ...at("offer", offer?.groupId),
    ...at("waiting", waitingFor),
    ...at("contributor", contributesTo),
  ];
}
