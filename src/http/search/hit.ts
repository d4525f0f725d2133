import type { Need } from "../../auth/policy.ts";
import { grantMeets } from "../../auth/scope-of.ts";
import type { Actor } from "../../contract/actor.ts";
import type { Found } from "../../contract/search.ts";
import type { Programme } from "../../store/programmes.ts";

export interface Asked {
  readonly text: string;
  readonly programme: Programme | undefined;
}

export interface Hit {
  readonly item: Found;
  /** Where somebody was shown; null for what is nobody's. */
  readonly programmeId: string | null;
}

export interface Hits {
  readonly hits: readonly Hit[];
  readonly isMore: boolean;
}

export const NOTHING: Hits = { hits: [], isMore: false };

/** The actor with those roles only that meet the need; undefined without any. */
export function entitled(actor: Actor, need: Need): Actor | undefined {
  const grants = actor.grants.filter(grantMeets(need));
  return grants.length === 0 ? undefined : { ...actor, grants };
}
