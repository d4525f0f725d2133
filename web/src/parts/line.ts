/** An engagement as the board and lists show it. */
import type { Marking } from "./tlp.tsx";

export interface Line {
  readonly id: string;
  readonly revision: number;
  readonly who: string | null;
  readonly organisation: string | null;
  readonly stage: string | null;
  readonly state: string;
  readonly since: string | null;
  readonly deadline: { readonly at: string; readonly overdue: boolean } | null;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly country: string | null;
  readonly origin: string | null;
  readonly marking: Marking;
}

/** What the list of engagements answers: what somebody may not see is absent or null. */
interface Told {
  readonly id: string;
  readonly revision: number;
  readonly who?: string | null;
  readonly organisation?: string | null;
  readonly party?: { readonly name: string | null; readonly organisation: string | null } | null;
  readonly stage: string | null;
  readonly state: string;
  readonly since?: string | null;
  readonly updatedAt?: string;
  readonly deadline?: Line["deadline"];
  readonly owner: string | { readonly id: string; readonly name: string | null } | null;
  readonly card?: Readonly<Record<string, unknown>>;
  readonly country?: string | null;
  readonly origin?: string | null;
  readonly marking: Marking;
}

export function lineOf(told: Told): Line {
  const { id, revision, stage, state, marking, owner, party, card = {} } = told;
  return {
    id,
    revision,
    who: told.who ?? party?.name ?? null,
    organisation: told.organisation ?? party?.organisation ?? null,
    stage,
    state,
    since: told.since ?? told.updatedAt ?? null,
    deadline: told.deadline ?? null,
    ownerId: typeof owner === "string" ? owner : (owner?.id ?? null),
    ownerName: typeof owner === "string" ? null : (owner?.name ?? null),
    country: told.country ?? textOf(card["country"]),
    origin: told.origin ?? textOf(card["origin"]),
    marking,
  };
}

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);
