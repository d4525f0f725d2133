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
  /** All programmes in which there may be anything for them to know. */
  readonly programmes: readonly string[];
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
    readonly groups: readonly InProgramme[];
    readonly organisations: readonly InProgramme[];
    /** Engagements that a form keeps them out of one by one. */
    readonly papers: readonly string[];
    /** Those of which the agenda itself says so, be it their own. */
    readonly said: readonly string[];
  };
}

/** A form counts where it was signed: what one stays out of in one programme, another may be shown one in. */
export interface InProgramme {
  readonly programmeId: string;
  readonly id: string;
}
