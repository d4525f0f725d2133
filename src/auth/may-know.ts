/** What somebody may know of one record. Every door asks here: read, send, export, search, webhook and notification. */
import type { Actor, Grant } from "../contract/actor.ts";
import { countsAt } from "../contract/actor.ts";
import { AWAITING_BODY, bodiesOf, vettersOf } from "../contract/bodies.ts";
import { personIdOf } from "../directory/people.ts";
import type { Instance } from "../store/instances.ts";
import type { Data, Need, Right, View } from "./policy.ts";
import { dataOf, rightOf, VIEWS } from "./policy.ts";

/** One record, as far as the policy has to know it. */
export interface KnownRecord {
  readonly data: Data;
  readonly programmeId: string;
  /** Ids of the bodies it belongs to, such as the groups somebody sits in. */
  readonly bodies?: readonly string[] | undefined;
  /** Whoever picks people for some body has to see it: an approved party that none has yet. */
  readonly awaitsBody?: boolean;
  /** The party whose it is. */
  readonly partyId?: string | undefined;
  /** Accounts it is assigned to; `anybody` while it waits for one of them to take it. */
  readonly assignedTo?: readonly string[] | "anybody";
}

/** The best view that the actor's roles give of the record; undefined when it may know nothing of it. */
export const mayKnow = (actor: Actor, record: KnownRecord): View | undefined =>
  viewFor(actor, record, { data: record.data, act: "read" });

/** The same for another need, such as to send an event: undefined when it is not met. */
export function viewFor(actor: Actor, record: KnownRecord, need: Need): View | undefined {
  const views = new Set<View>();
  for (const grant of actor.grants) {
    // What is being opened belongs to no body yet, unless it names one.
    const at =
      need.act === "open" && record.bodies === undefined ? { ...record, bodies: heldIn(grant) } : record;
    if (!countsAt(grant, at)) continue;
    const right = rightOf(grant.role, need);
    if (right === undefined) continue;
    const isHeldEverywhere = grant.programmeId === null;
    if (isWithin(right, record, actor, isHeldEverywhere)) views.add(right.view);
  }
  return VIEWS.find((view) => views.has(view));
}

const heldIn = ({ bodyId }: Grant): readonly string[] => (bodyId == null ? [] : [bodyId]);

function isWithin({ extent }: Right, record: KnownRecord, actor: Actor, isHeldEverywhere: boolean): boolean {
  switch (extent) {
    case "everywhere":
      return isHeldEverywhere;
    case "programme":
      return true;
    case "body":
      return record.awaitsBody === true || (record.bodies ?? []).length > 0;
    case "assigned":
      return record.assignedTo === "anybody" || (record.assignedTo?.includes(actor.id) ?? false);
    case "own":
      return record.partyId !== undefined && record.partyId === actor.id;
  }
}

/** A running chart as a record. Whom it belongs to stands on its card. */
export const recordOf = (
  instance: Pick<Instance, "workflow" | "programmeId" | "businessKey" | "stage" | "card">,
): KnownRecord => ({
  data: dataOf(instance.workflow),
  programmeId: instance.programmeId,
  bodies: bodiesOf(instance),
  partyId: personIdOf(instance.businessKey),
  awaitsBody: instance.stage === AWAITING_BODY,
  assignedTo: assigneesOf(instance),
});

/** Vetting that nobody has begun waits for any vetter. */
function assigneesOf({ stage, card }: Pick<Instance, "stage" | "card">): readonly string[] | "anybody" {
  const vetters = vettersOf({ card });
  return vetters.length === 0 && stage === "vetting" ? "anybody" : vetters;
}
