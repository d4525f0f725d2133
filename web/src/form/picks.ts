/** What can be picked by name in place of an id, by what it is the id of; what is not here is typed. */
import type { IdOf } from "./shape.ts";

export interface Named {
  readonly value: string;
  readonly label: string;
  /** Tells apart those of one name. */
  readonly hint?: string | undefined;
  /** Of an account: which roles it holds. */
  readonly roles?: readonly string[];
}

type Picker =
  /** All there are. `isOpen`: something else may be meant, and is typed. `isComing`: they have been asked for. */
  | {
      readonly kind: "list";
      readonly options: readonly Named[];
      readonly isOpen?: boolean;
      readonly isComing?: boolean;
    }
  /** Too many to list: found as one types. */
  | {
      readonly kind: "search";
      readonly find: (text: string, signal: AbortSignal) => Promise<readonly Named[]>;
    };

export type Picks = { readonly [Of in IdOf]?: Picker };

/** Those of a list that the field is about: of accounts those with one of the roles, or all if nobody has any. */
export function optionsFor(options: readonly Named[], roles: readonly string[]): readonly Named[] {
  const fitting = options.filter(
    (one) => roles.length === 0 || one.roles?.some((role) => roles.includes(role)),
  );
  return fitting.length > 0 ? fitting : options;
}
