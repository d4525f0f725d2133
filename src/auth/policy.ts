/**
 * The one policy table: what each role may know and keep, of which records. Who may send which event is not written here a
 * second time: it is derived from what the workflows declare. Everything that answers a caller asks this table, through
 * `scopeOf` for many records and `mayKnow` for one (S-001, S-035).
 */
import { workflows } from "../../workflows/index.ts";
import type { Role } from "../../workflows/workflow.ts";
import { ROLES } from "../../workflows/workflow.ts";

/** Kinds of records. */
export type Data =
  | "case file"
  | "vetting dossier"
  | "notes"
  | "attribution ledger"
  | "groups"
  | "group papers"
  | "interests forms"
  | "people"
  | "job changes"
  | "erasure requests"
  | "erasures"
  | "mails"
  | "deliveries"
  | "imports"
  | "links"
  | "waivers"
  | "audit"
  | "incidents"
  | "organisations"
  | "projects"
  | "lists"
  | "programmes"
  | "public pages"
  | "sources"
  | "invitations"
  | "accounts"
  | "institutions"
  | "house";

/** How much of a record somebody sees, from most to least. A better view wins when several roles give one. */
export const VIEWS = ["whole", "summary", "roster card", "scope list", "state only", "metadata"] as const;
export type View = (typeof VIEWS)[number];

/**
 * Of which records, within the programme or body that the role is held in: every one; those that belong to some body; those
 * that are assigned to oneself or wait for anybody; one's own. `everywhere` is for roles held in every programme only.
 */
type Extent = "everywhere" | "programme" | "body" | "assigned" | "own";

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
  institutions: sees("programme"),
  organisations: sees("programme"),
  projects: sees("programme"),
  lists: sees("programme"),
  programmes: sees("programme"),
  "public pages": sees("programme"),
};

/** Whoever takes part reads what their own body has on the table, and nothing of other people. */
const seated: Rights = {
  "case file": sees("own", "summary"),
  groups: sees("body"),
  "group papers": sees("body"),
  "interests forms": keeps("own"),
};

export const policy: Readonly<Record<Role, Rights>> = {
  public: {},
  stakeholder: { ...seated, "vetting dossier": sees("own", "summary"), "attribution ledger": sees("own") },
  addressee: { "case file": sees("own", "summary") },
  member: seated,
  officer: {
    ...directory,
    "case file": sees("programme"),
    notes: keeps("programme"),
    "vetting dossier": sees("programme", "summary"),
    groups: sees("programme"),
    "group papers": keeps("programme"),
    "interests forms": sees("programme", "state only"),
    people: keeps("programme"),
    "job changes": keeps("programme"),
    "erasure requests": keeps("programme"),
    mails: sees("programme"),
    deliveries: keeps("programme"),
    imports: keeps("programme"),
    links: keeps("programme"),
    waivers: sees("programme"),
    audit: sees("own", "summary"),
    incidents: sees("programme"),
    organisations: keeps("programme"),
    projects: keeps("programme"),
    sources: keeps("programme"),
    "public pages": keeps("programme"),
    invitations: keeps("programme"),
  },
  vetter: {
    ...directory,
    "case file": sees("assigned"),
    notes: keeps("assigned"),
    "vetting dossier": sees("assigned"),
    "interests forms": sees("assigned", "state only"),
    people: sees("assigned"),
    groups: sees("programme"),
  },
  approver: {
    ...directory,
    "case file": sees("programme"),
    notes: keeps("programme"),
    "vetting dossier": sees("programme"),
    groups: sees("programme"),
    "group papers": sees("programme"),
    "interests forms": sees("programme", "scope list"),
    people: sees("programme"),
    "job changes": sees("programme"),
    waivers: sees("programme"),
    // Of what is marked beyond them, that it happened; the trail whole is for those whose work it is.
    audit: sees("programme", "summary"),
  },
  // Judges an appeal on all that was decided on.
  reviewer: {
    ...directory,
    "case file": sees("programme"),
    notes: keeps("programme"),
    "vetting dossier": sees("programme"),
    people: sees("programme"),
    "job changes": sees("programme"),
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
    notes: sees("programme"),
    "vetting dossier": sees("programme"),
    "attribution ledger": sees("programme"),
    groups: sees("programme", "metadata"),
    "group papers": sees("programme", "metadata"),
    "interests forms": sees("programme"),
    people: sees("programme"),
    "job changes": sees("programme"),
    "erasure requests": keeps("programme"),
    erasures: keeps("programme"),
    mails: sees("programme"),
    deliveries: sees("programme"),
    imports: sees("programme"),
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
    "public pages": keeps("programme"),
    sources: keeps("programme"),
    invitations: keeps("programme"),
    accounts: keeps("everywhere"),
    house: keeps("everywhere"),
  },
  system: {},
};

/** Kinds that stand in no one programme: whoever lacks the right is told so at once, whichever record they name. */
export const PLACELESS: readonly Data[] = [
  "accounts",
  "house",
  "institutions",
  "invitations",
  "organisations",
];

/** Roles that may be held in one body of a programme instead of in the whole of it. */
export const HELD_PER_BODY: readonly Role[] = ["lead", "chair", "secretariat", "member"];

/** What an operation needs. `open` and `send` ask whether the workflow has any event that the role may send. */
export type Need =
  /** With `view`, only who sees the records in that view or a better one. */
  | { readonly data: Data; readonly act: "read" | "keep"; readonly view?: View }
  | { readonly data: Data; readonly act: "open" | "send"; readonly workflow: string };

/** What each operation of the API names: a need, or that anybody, or anybody who signed in, may call it. */
export type Needs = Need | "anybody" | "signed-in";

/** What the role may of the kind of data, if it meets the need at all. */
export function rightOf(role: Role, need: Need): Right | undefined {
  const right = policy[role][need.data];
  switch (need.act) {
    case "read":
      return right !== undefined && isAtLeast(right.view, need.view) ? right : undefined;
    case "keep":
      return right?.keeps === true && isAtLeast(right.view, need.view) ? right : undefined;
    case "open":
      // What is opened is nobody's yet: any part in the programme or the body named will do.
      return senders(need.workflow, "open").has(role) ? OPENING : undefined;
    case "send":
      return senders(need.workflow, "send").has(role) ? right : undefined;
  }
}

/** Does one view show what the other does, or more? */
export const isAtLeast = (view: View, worst: View = "metadata"): boolean =>
  VIEWS.indexOf(view) <= VIEWS.indexOf(worst);

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
    case "interests":
      return "interests forms";
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
