/**
 * The one policy table: what each role may know and keep, of which records. Who may send which event is not written here a
 * second time: it is derived from what the workflows declare. Everything that answers a caller asks this table, through
 * `scopeOf` for many records and `mayKnow` for one (S-001, S-035).
 */
import { workflows } from "../../workflows/index.ts";
import type { Role } from "../../workflows/workflow.ts";
import { ROLES } from "../../workflows/workflow.ts";
import type { Actor } from "../contract/actor.ts";
import { isAdministrator, rolesIn } from "../contract/actor.ts";
import { ConvokeError, NotFound } from "../lib/errors.ts";

/** Kinds of records. */
export const DATA = [
  "case file",
  "vetting dossier",
  "attribution ledger",
  "groups",
  "group papers",
  "interests forms",
  "people",
  "erasure requests",
  "erasures",
  "mails",
  "deliveries",
  "links",
  "waivers",
  "audit",
  "incidents",
  "organisations",
  "projects",
  "lists",
  "programmes",
  "sources",
  "invitations",
  "accounts",
  "house",
] as const;
export type Data = (typeof DATA)[number];

/** How much of a record somebody sees, from most to least. A better view wins when several roles give one. */
export const VIEWS = ["whole", "summary", "roster card", "scope list", "state only", "metadata"] as const;
export type View = (typeof VIEWS)[number];

/**
 * Of which records, within the programme or body that the role is held in: every one; those that belong to some body; those
 * that are assigned to oneself or wait for anybody; one's own. `everywhere` is for roles held in every programme only.
 */
export type Extent = "everywhere" | "programme" | "body" | "assigned" | "own";

export interface Right {
  readonly extent: Extent;
  readonly view: View;
  /** May make and change, not only read. */
  readonly keeps: boolean;
}

const sees = (extent: Extent, view: View = "whole"): Right => ({ extent, view, keeps: false });
const keeps = (extent: Extent, view: View = "whole"): Right => ({ extent, view, keeps: true });

type Rights = Readonly<Partial<Record<Data, Right>>>;

/** What everybody on a programme's staff reads of its directory; none of it is personal. */
const directory: Rights = {
  organisations: sees("programme"),
  projects: sees("programme"),
  lists: sees("programme"),
  programmes: sees("programme"),
};

/** Whoever takes part reads what their own body has on the table, and nothing of other people. */
const seated: Rights = {
  "case file": sees("own"),
  groups: sees("body"),
  "group papers": sees("body"),
  "interests forms": keeps("own"),
};

export const policy: Readonly<Record<Role, Rights>> = {
  public: {},
  stakeholder: { ...seated, "vetting dossier": sees("own", "summary"), "attribution ledger": sees("own") },
  addressee: { "case file": sees("own") },
  member: seated,
  officer: {
    ...directory,
    "case file": sees("programme"),
    "vetting dossier": sees("programme", "summary"),
    groups: sees("programme"),
    "group papers": keeps("programme"),
    "interests forms": sees("programme", "state only"),
    people: keeps("programme"),
    "erasure requests": keeps("programme"),
    mails: sees("programme"),
    deliveries: keeps("programme"),
    links: keeps("programme"),
    waivers: sees("programme"),
    audit: sees("own"),
    incidents: sees("programme"),
    organisations: keeps("programme"),
    projects: keeps("programme"),
    sources: keeps("programme"),
    invitations: keeps("programme"),
  },
  vetter: {
    ...directory,
    "case file": sees("assigned"),
    "vetting dossier": sees("assigned"),
    "interests forms": sees("assigned", "state only"),
    people: sees("assigned"),
    groups: sees("programme"),
  },
  approver: {
    ...directory,
    "case file": sees("programme"),
    "vetting dossier": sees("programme"),
    groups: sees("programme"),
    "group papers": sees("programme"),
    "interests forms": sees("programme", "scope list"),
    people: sees("programme"),
    waivers: sees("programme"),
    audit: sees("programme"),
  },
  // Judges an appeal on all that was decided on.
  reviewer: {
    ...directory,
    "case file": sees("programme"),
    "vetting dossier": sees("programme"),
    people: sees("programme"),
    waivers: sees("programme"),
  },
  lead: {
    ...directory,
    "case file": sees("body", "roster card"),
    groups: sees("body"),
    "group papers": keeps("body"),
    "interests forms": sees("body", "scope list"),
    people: sees("body", "roster card"),
  },
  chair: {
    ...directory,
    "case file": sees("body", "roster card"),
    // Opened by two people together; what one of them sees alone is that there is one.
    "attribution ledger": sees("programme", "metadata"),
    groups: sees("programme"),
    "group papers": sees("programme"),
    "interests forms": sees("body", "scope list"),
    people: sees("body", "roster card"),
  },
  secretariat: {
    ...directory,
    // Writes what it hears at a meeting; then it is sealed.
    "case file": sees("programme", "roster card"),
    "attribution ledger": keeps("programme", "metadata"),
    groups: sees("programme"),
    "group papers": keeps("programme"),
    "interests forms": keeps("programme"),
    people: sees("programme", "roster card"),
    organisations: keeps("programme"),
  },
  dpo: {
    ...directory,
    "case file": sees("programme"),
    "vetting dossier": sees("programme"),
    "attribution ledger": sees("programme"),
    groups: sees("programme", "metadata"),
    "group papers": sees("programme", "metadata"),
    "interests forms": sees("programme"),
    people: sees("programme"),
    "erasure requests": keeps("programme"),
    erasures: keeps("programme"),
    mails: sees("programme"),
    deliveries: sees("programme"),
    waivers: sees("programme"),
    audit: sees("programme"),
  },
  // Configures and operates; sees no record of anybody.
  admin: {
    ...directory,
    // Approves what a dpo asked for: ids and counts, and nobody's name.
    "erasure requests": sees("programme"),
    erasures: keeps("programme"),
    audit: sees("programme"),
    incidents: keeps("programme"),
    organisations: keeps("programme"),
    projects: keeps("programme"),
    lists: keeps("programme"),
    programmes: keeps("programme"),
    sources: keeps("programme"),
    invitations: keeps("programme"),
    accounts: keeps("everywhere"),
    house: keeps("everywhere"),
  },
  system: {},
};

/** Roles that may be held in one body of a programme instead of in the whole of it. */
export const HELD_PER_BODY: readonly Role[] = ["lead", "chair", "secretariat", "member"];

/** What an operation needs. `open` and `send` ask whether the workflow has any event that the role may send. */
export type Need =
  | { readonly data: Data; readonly act: "read" | "keep" }
  | { readonly data: Data; readonly act: "open" | "send"; readonly workflow: string };

/** What each operation of the API names: a need, or that anybody, or anybody who signed in, may call it. */
export type Needs = Need | "anybody" | "signed-in";

/** What the role may of the kind of data, if it meets the need at all. */
export function rightOf(role: Role, need: Need): Right | undefined {
  const right = policy[role][need.data];
  switch (need.act) {
    case "read":
      return right;
    case "keep":
      return right?.keeps === true ? right : undefined;
    case "open":
      // What is opened is nobody's yet: any part in the programme or the body named will do.
      return senders(need.workflow, "open").has(role) ? OPENING : undefined;
    case "send":
      return senders(need.workflow, "send").has(role) ? right : undefined;
  }
}

const OPENING: Right = { extent: "programme", view: "metadata", keeps: true };

/** Roles that meet the need somewhere, in the order of the roles. */
export const rolesFor = (need: Need): readonly Role[] =>
  ROLES.filter((role) => rightOf(role, need) !== undefined);

/** Which kind of data the instances of a workflow are. */
export function dataOf(workflow: string): Data {
  switch (workflow) {
    case "engagement":
      return "case file";
    case "working_group":
      return "groups";
    default:
      return "group papers";
  }
}

const whoSends = new Map<string, ReadonlySet<Role>>();

/** Roles that some event of the workflow, in any of its versions, may come from. */
function senders(workflow: string, act: "open" | "send"): ReadonlySet<Role> {
  const known = whoSends.get(`${act} ${workflow}`);
  if (known !== undefined) return known;
  const versions = workflows.filter(({ name }) => name === workflow);
  const roles = new Set(
    versions.flatMap(({ events, opens }) =>
      Object.entries(events)
        .filter(([type]) => act === "send" || opens.includes(type))
        .flatMap(([, { who }]) => who),
    ),
  );
  whoSends.set(`${act} ${workflow}`, roles);
  return roles;
}

/**
 * What of an event is the vetting's, by the event's type: the fields that only who sees the dossier whole reads. The
 * summary is that it happened, when, by whom and with which outcome.
 */
export const DOSSIER_FIELDS: Readonly<Record<string, readonly string[]>> = {
  "screening.completed": ["checks"],
  "due_diligence.completed": ["rationale", "evidenceIds"],
  "tier2.required": ["trigger"],
  "work.requested": ["missing"],
  "vetting.approved": ["note"],
  "vetting.declined": ["note"],
  "vetting.renewed": ["note"],
  "vetting.alert": ["source", "recordId"],
  "suspension.lifted": ["reasons", "evidenceId"],
};

// What follows is on its way out: operations name what they need instead.

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
const capabilities: Readonly<Record<Capability, readonly Role[]>> = {
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
  if (isAdministrator(actor) && capabilities[capability].includes("admin")) return true;
  return rolesIn(actor, programmeId).some((role) => capabilities[capability].includes(role));
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
  const grants = actor.grants.filter((grant) => capabilities[capability].includes(grant.role));
  if (grants.length === 0) throw lacking(capability);
  return { ...actor, grants };
}

/** For what concerns every programme, such as accounts: a programme's own administrator must not reach beyond it. */
export function demandEverywhere(actor: Actor, capability: Capability): void {
  const holds = actor.grants.some(
    ({ role, programmeId }) => programmeId === null && capabilities[capability].includes(role),
  );
  if (!holds) throw lacking(capability, " in every programme");
}

const lacking = (capability: Capability, where = ""): ConvokeError =>
  new ConvokeError(
    "forbidden",
    `This needs one of the roles ${capabilities[capability].join(", ")}${where}`,
    {
      extra: { needs: capabilities[capability] },
    },
  );
