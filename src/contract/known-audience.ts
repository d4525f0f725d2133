import type { Marking } from "./markings.ts";

/** Where somebody holds some roles: in whole programmes (null: in all), and in single bodies. */
export interface Held {
  readonly programmes: readonly string[] | null;
  readonly bodies: readonly string[];
}

/**
 * What the audience's table says of one caller and all engagements at once, for lists and counts in the database. It says
 * the same as `mayKnow` of `src/auth/audience.ts` says of each.
 */
export interface KnownAudience {
  /** Account, or party. */
  readonly id: string;
  /** `account:<id>` or `party:<id>`, and who is one with them by a merge. */
  readonly persons: readonly string[];
  readonly engagementIds: readonly string[];
  readonly staff: Held;
  readonly seated: Held;
  readonly community: Held;
  /** Groups that name them as lead or member. */
  readonly seatGroups: readonly string[];
  /** What engagements bear that nobody marked, the newest first: by programme, from when on they were made. */
  readonly defaults: readonly {
    readonly programmeId: string;
    readonly from: Date;
    readonly marking: Marking;
  }[];
  /** For all the others. */
  readonly byDefault: Marking;
  /** The marking of each that was derived from something. */
  readonly derived: readonly { readonly id: string; readonly marking: Marking }[];
  readonly recused: {
    readonly programmes: readonly string[];
    readonly groups: readonly string[];
    readonly organisations: readonly string[];
    readonly ids: readonly string[];
  };
}
