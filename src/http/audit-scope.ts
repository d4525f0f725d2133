/** Whose rows of the trail somebody reads. */
import { rightOf } from "../auth/policy.ts";
import type { Actor } from "../contract/actor.ts";
import type { AuditScope } from "../store/audit.ts";

export const READ = { data: "audit", act: "read" } as const;

/** Fixtures, roles × data: an officer's own actions; an approver's programme; all of it for dpo and admin. */
export function auditScopeOf(actor: Actor): AuditScope {
  const programmes = new Set<string>();
  let [isEverywhere, isOfHouse, ownsRows] = [false, false, false];
  for (const { role, programmeId, bodyId } of actor.grants) {
    const right = rightOf(role, READ);
    if (right?.extent === "own") ownsRows = true;
    if (right?.extent !== "programme" || bodyId != null) continue;
    if (programmeId !== null) programmes.add(programmeId);
    else isEverywhere = true;
    if (programmeId === null && right.view === "whole") isOfHouse = true;
  }
  const programmeIds = isEverywhere ? null : [...programmes];
  return { programmeIds, isOfHouse, actorId: ownsRows ? actor.id : null };
}
