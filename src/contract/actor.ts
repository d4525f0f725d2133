import type { Role } from "../../workflows/workflow.ts";

/** A role held in one programme, or in every programme when `programmeId` is null. */
export interface Grant {
  readonly role: Role;
  readonly programmeId: string | null;
  /** The one body of the programme it is held in, such as a working group; without it, in the whole programme. */
  readonly bodyId?: string | null;
}

/** Whoever acts: a person or service with an account, the public, or Convoke itself. Every read is scoped by one. */
export interface Actor {
  readonly id: string;
  readonly kind: "staff" | "service" | "public" | "system";
  readonly name: string;
  readonly grants: readonly Grant[];
  /** It acts by a token that may do less than its account, and so makes no token itself. */
  readonly isScoped?: boolean;
}

/** Timers, signals, outcomes and rules act as this. */
export const SYSTEM: Actor = {
  id: "system",
  kind: "system",
  name: "Convoke",
  grants: [{ role: "system", programmeId: null }],
};

/** An unverified sender of a form. */
export const PUBLIC: Actor = {
  id: "public",
  kind: "public",
  name: "The public",
  grants: [{ role: "public", programmeId: null }],
};

/** Where a record stands: in a programme, and with the bodies of it that it belongs to. */
export interface Place {
  readonly programmeId: string;
  readonly bodies?: readonly string[] | undefined;
}

/** Does the grant count there? One that is held in a body counts for what belongs to that body. */
export const countsAt = ({ programmeId, bodyId }: Grant, at: Place): boolean =>
  (programmeId === null || programmeId === at.programmeId) &&
  (bodyId == null || (at.bodies?.includes(bodyId) ?? false));

/** The roles held over what belongs to these bodies of the programme: those of the whole programme, and of each body. */
export const rolesIn = (
  actor: Actor,
  programmeId: string,
  bodies: readonly string[] = [],
): readonly Role[] => [
  ...new Set(
    actor.grants.filter((grant) => countsAt(grant, { programmeId, bodies })).map(({ role }) => role),
  ),
];

/** The roles held anywhere in the programme, in the whole of it or in one of its bodies. */
export const rolesWithin = (actor: Actor, programmeId: string): readonly Role[] => [
  ...new Set(
    actor.grants
      .filter((grant) => grant.programmeId === null || grant.programmeId === programmeId)
      .map(({ role }) => role),
  ),
];

/** Programmes all of whose records the actor may look for: null means all of them. A part in one body is not enough. */
export const programmesOf = (actor: Actor): readonly string[] | null =>
  programmesHeld({ ...actor, grants: actor.grants.filter(({ bodyId }) => bodyId == null) });

/** Programmes in which the actor has a part, if only in one body: their directory and calendar are theirs to know. */
function programmesHeld(actor: Actor): readonly string[] | null {
  if (actor.kind === "system") return null;
  if (actor.kind === "public") return [];
  const ids = new Set<string>();
  for (const grant of actor.grants) {
    if (grant.programmeId === null && grant.role !== "admin") return null;
    if (grant.programmeId !== null) ids.add(grant.programmeId);
  }
  return [...ids];
}

/** Has the actor a part in what stands there? Administrators have none in records, though they run the programme. */
export const reaches = (actor: Actor, at: Place): boolean =>
  actor.kind === "system" ||
  (actor.kind !== "public" &&
    actor.grants.some(
      (grant) => countsAt(grant, at) && !(grant.programmeId === null && grant.role === "admin"),
    ));

/** For what is configured and operated: administrators see that of every programme, though not its records. */
export const programmesRunBy = (actor: Actor): readonly string[] | null =>
  isAdministrator(actor) ? null : programmesHeld(actor);

export function isAdministrator(actor: Actor): boolean {
  return actor.grants.some((grant) => grant.role === "admin" && grant.programmeId === null);
}
