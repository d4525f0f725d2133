import type { Db } from "../store/database.ts";
import type { EffectKey } from "../store/effects.ts";
import type { Vault } from "../store/vault.ts";

/** What intake works with. `now` is the domain time. */
export interface Intake {
  readonly db: Db;
  readonly vault: Vault;
  now(): Promise<Date>;
  /** Tells workers of a delivery to be read. Not waited for: a queue that is down must not keep a vendor waiting. */
  hint(effects: readonly (EffectKey & { readonly action: string })[]): void;
}
