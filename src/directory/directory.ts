import type { Db } from "../store/database.ts";
import type { Vault } from "../store/vault.ts";

/** What the directory works with. `now` is the domain time. */
export interface Directory {
  readonly db: Db;
  readonly vault: Vault;
  readonly now: () => Promise<Date>;
}
