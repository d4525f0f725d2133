/** What somebody may know of many records: the scope that every read in the store takes. */
import type { Role } from "../../workflows/workflow.ts";
import type { Actor, Grant } from "../contract/actor.ts";
import type { Scope } from "../contract/scope.ts";
import { ConvokeError, NotFound } from "../lib/errors.ts";
import type { KnownRecord } from "./may-know.ts";
import { viewFor } from "./may-know.ts";
import type { Need, View } from "./policy.ts";
import { isAtLeast, rightOf, rolesFor } from "./policy.ts";

/**
 * The actor with those roles only that meet the need, so that what is read is scoped by them: somebody who is an officer
 * here and a lead there does not read the mails there. Throws `forbidden` when no role meets it anywhere.
 */
export function narrowed(actor: Actor, need: Need): Actor {
  const grants = actor.grants.filter(grantMeets(need));
  if (grants.length === 0) throw lacking(need);
  return { ...actor, grants };
}

/** Does a grant meet the need of some record? */
export const grantMeets =
  (need: Need) =>
  ({ role, programmeId }: Grant): boolean => {
    const right = rightOf(role, need);
    return right !== undefined && (right.extent !== "everywhere" || programmeId === null);
  };

/** Of which records of the need's kind the actor may know, in this view or a better one. */
export function scopeOf(actor: Actor, need: Need, worst: View = "metadata"): Scope {
  const byExtent = { programme: new Programmes(), body: new Programmes(), assigned: new Programmes() };
  const bodies: string[] = [];
  let ownsAny = false;
  for (const { role, programmeId, bodyId } of actor.grants) {
    const right = rightOf(role, need);
    if (right === undefined || !isAtLeast(right.view, worst)) continue;
    if (right.extent === "own") ownsAny = true;
    else if (bodyId != null) bodies.push(bodyId);
    else byExtent[right.extent === "everywhere" ? "programme" : right.extent].add(programmeId);
  }
  return {
    programmes: byExtent.programme.ids,
    seatedIn: byExtent.body.ids,
    bodies,
    assignedIn: byExtent.assigned.ids,
    accountId: actor.id,
    partyId: ownsAny ? actor.id : null,
  };
}

class Programmes {
  ids: readonly string[] | null = [];

  add(programmeId: string | null): void {
    this.ids = programmeId === null || this.ids === null ? null : [...this.ids, programmeId];
  }
}

/** A record as a caller asked for it. */
export interface AskedFor extends Omit<KnownRecord, "data"> {
  readonly thing: string;
  readonly id: string;
}

/**
 * The view that the need gives of the record. Throws `not-found` to who has no part where it stands, `forbidden` to who
 * has one without the right.
 */
export function demandRecord(actor: Actor, need: Need, { thing, id, ...record }: AskedFor): View {
  const view = viewFor(actor, { ...record, data: need.data }, need);
  if (view !== undefined) return view;
  const hasPart = actor.grants.some(
    ({ programmeId, bodyId }) =>
      (programmeId === null || programmeId === record.programmeId) &&
      (bodyId == null || record.bodies === undefined || record.bodies.includes(bodyId)),
  );
  if (!hasPart) throw new NotFound(thing, id);
  throw lacking(need);
}

const lacking = (need: Need): ConvokeError => {
  const roles: readonly Role[] = rolesFor(need);
  return new ConvokeError("forbidden", `This needs one of the roles ${roles.join(", ")}`, {
    extra: { needs: roles },
  });
};
