/**
 * Who may know a record: marking × role × seat, without whoever has to stay out of it (S-035, S-063). Every way out of the
 * house asks this one function: reads, lists, searches, mails, digests, exports and webhooks.
 */
import type { Role } from "../../workflows/workflow.ts";
import type { Actor } from "../contract/actor.ts";
import { markedKinds } from "../contract/marked-kinds.ts";
import type { MarkedKind, Marking } from "../contract/markings.ts";

/** Somebody who may come to know things of one programme. */
export interface Knower {
  readonly kind: Actor["kind"];
  /** Account, or party when they act by a link or are written to. */
  readonly id: string;
  /** Those held over the record: in its programme, and in its body. */
  readonly roles: readonly Role[];
  /** Engagements of theirs: by these they sit in groups. */
  readonly engagementIds: readonly string[];
}

/** What has to be known of a record to say who may know the rest. */
export interface Known {
  readonly kind: MarkedKind;
  readonly marking: Marking;
  /** The account that owns it. */
  readonly ownerId: string | null;
  readonly setBy: string | null;
  /** Accounts, parties and engagements that take part in it. */
  readonly participants: readonly string[];
  /** It belongs to a body, such as a working group. */
  readonly hasBody: boolean;
  /** Accounts and engagements that sit in that body. */
  readonly seats: readonly string[];
  /** Who has to stay out of it: `party:<id>`, `account:<id>`, or the id of an account or engagement. */
  readonly recused: readonly string[];
}

export type Verdict =
  | { readonly may: true }
  | { readonly may: false; readonly because: "marking" | "recusal"; readonly sentence: string };

/** Work in the programme, which TLP:AMBER is for when the work needs it. A lead has what the seat gives. */
export const STAFF: readonly Role[] = [
  "officer",
  "vetter",
  "approver",
  "reviewer",
  "chair",
  "secretariat",
  "dpo",
];
/** Sit in the bodies that they hold the role over. */
export const SEATED: readonly Role[] = ["lead", "member"];
/** Have a part in the programme at all. An administrator configures it and is told nothing of it. */
export const COMMUNITY: readonly Role[] = [...STAFF, ...SEATED, "stakeholder", "addressee"];

export function mayKnow(knower: Knower, record: Known): Verdict {
  if (knower.kind === "system") return { may: true };
  if (record.recused.includes(personOf(knower)) || isOneOf(knower, record.recused))
    return { may: false, because: "recusal", sentence: "You stay out of this because of an interest" };
  if (isInAudience(knower, record)) return { may: true };
  return { may: false, because: "marking", sentence: `${record.marking} is for ${audienceOf(record)}` };
}

/** `party:<id>` for who has no account, else `account:<id>`. */
const personOf = ({ kind, id }: Pick<Knower, "kind" | "id">): string =>
  `${kind === "public" ? "party" : "account"}:${id}`;

function isInAudience(knower: Knower, record: Known): boolean {
  const { roles } = knower;
  const takesPart = isParticipant(knower, record);
  const holds = (some: readonly Role[]): boolean => roles.some((role) => some.includes(role));
  const isStaff = holds(STAFF);
  const hasSeat = isOneOf(knower, record.seats) || (record.hasBody && holds(SEATED));
  switch (record.marking) {
    case "TLP:CLEAR":
      return true;
    case "TLP:GREEN":
      return takesPart || hasSeat || holds(COMMUNITY);
    case "TLP:AMBER":
      return takesPart || isStaff || hasSeat;
    case "TLP:AMBER+STRICT":
      return takesPart || isStaff;
    case "TLP:RED":
      return takesPart;
  }
}

function isParticipant(knower: Knower, { kind, ownerId, setBy, participants }: Known): boolean {
  const isInsider = markedKinds[kind].insiders.some((role) => knower.roles.includes(role));
  return isInsider || knower.id === ownerId || knower.id === setBy || isOneOf(knower, participants);
}

const isOneOf = ({ id, engagementIds }: Knower, ids: readonly string[]): boolean =>
  ids.includes(id) || engagementIds.some((engagementId) => ids.includes(engagementId));

/** The audience in words, as a refusal says it. */
function audienceOf({ kind, marking }: Pick<Known, "kind" | "marking">): string {
  const { noun, insiders } = markedKinds[kind];
  const also = insiders.length === 0 ? "" : `, and by their work ${insiders.join(", ")}`;
  switch (marking) {
    case "TLP:CLEAR":
      return "everybody";
    case "TLP:GREEN":
      return "everybody who has a part in the programme";
    case "TLP:AMBER":
      return "the programme's staff and the members of the body it belongs to";
    case "TLP:AMBER+STRICT":
      return "the programme's own staff";
    case "TLP:RED":
      return `those who take part in the ${noun} by name and its owner${also}`;
  }
}
