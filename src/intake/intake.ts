import { gather } from "../lib/gather.ts";
import type { Db } from "../store/database.ts";
import type { EffectKey } from "../store/effects.ts";
import type { Source, SourceAtDoor } from "../store/sources.ts";
import { readSourcesAtDoor, secretPlace } from "../store/sources.ts";
import type { Vault } from "../store/vault.ts";
import type { Arrival, Kept } from "./keep-deliveries.ts";
import { createKeeper } from "./keep-deliveries.ts";

/** What intake is given. `now` is the domain time. */
export interface IntakeParts {
  readonly db: Db;
  readonly vault: Vault;
  now(): Promise<Date>;
  /** Tells workers of a delivery to be read. Not waited for: a queue that is down must not keep a vendor waiting. */
  hint(effects: readonly (EffectKey & { readonly action: string })[]): void;
}

export interface Intake extends IntakeParts {
  /** The source of this slug or id, as it is now. */
  sourceNamed(idOrSlug: string): Promise<SourceAtDoor | undefined>;
  /** What the vendor signs with. */
  secretOf(source: Source, sealed: Buffer): Promise<string>;
  /** Keep a delivery, unless it has been kept before. */
  keep(arrival: Arrival): Promise<Kept>;
}

/** What every delivery asks of the database is asked for all that arrive together. */
export const createIntake = (parts: IntakeParts): Intake => ({
  ...parts,
  sourceNamed: gather((names) => readSourcesAtDoor(parts.db, names)),
  secretOf: rememberSecrets(parts),
  keep: createKeeper(parts.db, parts.vault),
});

const SECRETS_MAX = 500;

/** What is sealed never changes, so a secret that was opened once need not be opened with each delivery. */
function rememberSecrets({ db, vault }: IntakeParts): Intake["secretOf"] {
  const secrets = new Map<string, string>();
  return async ({ id, keyId }, sealed) => {
    const name = `${id} ${sealed.toString("base64")}`;
    const known = secrets.get(name);
    if (known !== undefined) return known;
    const secret = await vault.open(db, keyId, sealed, secretPlace(id));
    if (secrets.size === SECRETS_MAX) secrets.clear();
    secrets.set(name, secret);
    return secret;
  };
}
