import type { Db } from "../store/database.ts";
import type { EffectKey } from "../store/effects.ts";
import type { Vault } from "../store/vault.ts";

/** What intake works with. `now` is the domain time; `hint` tells workers of a delivery to be read. */
export interface Intake {
  readonly db: Db;
  readonly vault: Vault;
  now(): Promise<Date>;
  hint(effects: readonly (EffectKey & { readonly action: string })[]): Promise<void>;
}
