/**
 * Who may read and configure what. Who may send which event is not here: the workflow declares it, and the engine decides
 * it for every door.
 */
import type { Role } from "../../workflows/workflow.ts";
import type { Actor } from "../contract/actor.ts";
import { isAdministrator, rolesIn } from "../contract/actor.ts";
import { ConvokeError, NotFound } from "../lib/errors.ts";

/** What an operation touches. */
export type Capability =
  | "configure"
  | "invite"
  | "issue-links"
  | "read-programmes"
  | "read-sources"
  | "write-sources"
  | "read-engagements"
  | "read-persons"
  | "read-journal"
  | "read-mails"
  | "read-deliveries"
  | "read-groups"
  | "read-incidents"
  | "operate"
  | "read-directory"
  | "write-organisations"
  | "write-projects"
  | "write-persons"
  | "read-person-details";

const CASE_STAFF: readonly Role[] = ["officer", "vetter", "approver", "reviewer", "dpo"];
const GROUP_STAFF: readonly Role[] = [...CASE_STAFF, "lead", "chair", "secretariat"];

/** Roles that hold a capability in their programme. `admin` held everywhere also configures. */
const policy: Readonly<Record<Capability, readonly Role[]>> = {
  configure: ["admin"],
  invite: ["officer", "admin"],
  "issue-links": ["officer"],
  "read-programmes": [...GROUP_STAFF, "admin"],
  "read-sources": ["officer", "admin"],
  "write-sources": ["officer", "admin"],
  "read-engagements": GROUP_STAFF,
  // A lead, a chair and the secretariat see a roster card, not the case file.
  "read-persons": GROUP_STAFF,
  "read-journal": CASE_STAFF,
  "read-mails": ["officer", "dpo"],
  "read-deliveries": ["officer", "dpo"],
  "read-groups": GROUP_STAFF,
  "read-incidents": ["officer", "admin"],
  operate: ["admin"],
  // Institutions, projects, organisations and lists: no personal data.
  "read-directory": [...GROUP_STAFF, "admin"],
  "write-organisations": ["officer", "secretariat", "admin"],
  "write-projects": ["officer", "admin"],
  "write-persons": ["officer"],
  "read-person-details": CASE_STAFF,
};

/** May the actor do this in the programme? */
export function may(actor: Actor, capability: Capability, programmeId: string): boolean {
  if (isAdministrator(actor) && policy[capability].includes("admin")) return true;
  return rolesIn(actor, programmeId).some((role) => policy[capability].includes(role));
}

/** Throws `not-found` to who has no part in the programme, `forbidden` to who has one without the right. */
export function demand(
  actor: Actor,
  capability: Capability,
  { programmeId, thing, id }: { programmeId: string; thing: string; id: string },
): void {
  if (may(actor, capability, programmeId)) return;
  if (rolesIn(actor, programmeId).length === 0) throw new NotFound(thing, id);
  throw lacking(capability);
}

/**
 * For lists: the actor with only those roles that give the right, so that its rows are scoped by them. Somebody who is an
 * officer here and a lead there does not read the mails there. Throws `forbidden` when no role gives it anywhere.
 */
export function demandAnywhere(actor: Actor, capability: Capability): Actor {
  const grants = actor.grants.filter((grant) => policy[capability].includes(grant.role));
  if (grants.length === 0) throw lacking(capability);
  return { ...actor, grants };
}

/** For what concerns every programme, such as accounts: a programme's own administrator must not reach beyond it. */
export function demandEverywhere(actor: Actor, capability: Capability): void {
  const holds = actor.grants.some(
    ({ role, programmeId }) => programmeId === null && policy[capability].includes(role),
  );
  if (!holds) throw lacking(capability, " in every programme");
}

const lacking = (capability: Capability, where = ""): ConvokeError =>
  new ConvokeError("forbidden", `This needs one of the roles ${policy[capability].join(", ")}${where}`, {
    extra: { needs: policy[capability] },
  });
