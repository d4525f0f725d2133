import type { Role } from "../../workflows/workflow.ts";

/** A role held in one programme, or in every programme when `programmeId` is null. */
export interface Grant {
  readonly role: Role;
  readonly programmeId: string | null;
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

export function rolesIn(actor: Actor, programmeId: string): readonly Role[] {
  return actor.grants
    .filter((grant) => grant.programmeId === null || grant.programmeId === programmeId)
    .map((grant) => grant.role);
}

/** Programmes whose records the actor may look at: null means all of them. */
export function programmesOf(actor: Actor): readonly string[] | null {
  if (actor.kind === "system") return null;
  if (actor.kind === "public") return [];
  const ids = new Set<string>();
  for (const grant of actor.grants) {
    if (grant.programmeId === null && grant.role !== "admin") return null;
    if (grant.programmeId !== null) ids.add(grant.programmeId);
  }
  return [...ids];
}

/** May the actor look into this programme? The same rule, for one row that has been read. */
export const reaches = (actor: Actor, programmeId: string): boolean =>
  programmesOf(actor)?.includes(programmeId) ?? true;

/** For what is configured and operated: administrators see that of every programme, though not its records. */
export const programmesRunBy = (actor: Actor): readonly string[] | null =>
  isAdministrator(actor) ? null : programmesOf(actor);

export function isAdministrator(actor: Actor): boolean {
  return actor.grants.some((grant) => grant.role === "admin" && grant.programmeId === null);
}
