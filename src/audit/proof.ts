/** Anchoring rows are sealed under a key of their own: who can write every table still cannot make another chain pass. */
import type { AuditRow } from "../store/audit.ts";
import type { Db, Queryable } from "../store/database.ts";
import { inTransaction } from "../store/database.ts";
import { keepSetting, readSetting } from "../store/settings.ts";
import type { Vault } from "../store/vault.ts";

const AUDIT_KEY = "audit-key";

interface ProofDeps {
  readonly db: Db;
  readonly vault: Vault;
  readonly now: () => Promise<Date>;
}

/** Id of the key, made when it is first asked for. Of two who make it at once, one has made it. */
export async function auditKey({ db, vault, now }: ProofDeps): Promise<string> {
  const known = await readSetting(db, AUDIT_KEY);
  if (typeof known === "string") return known;
  const at = await now();
  return await inTransaction(db, async (tx) => {
    await keepSetting(tx, AUDIT_KEY, await vault.newKey(tx, at));
    return (await readSetting(tx, AUDIT_KEY)) as string;
  });
}

/** The place a proof is sealed for: it proves no other row. */
export const proofPlace = ({ programmeId, seq }: Pick<AuditRow, "programmeId" | "seq">): string =>
  `audit/${programmeId}/${seq}/proof`;

/** Is it the proof of this very row? */
export async function isProven(
  { db, vault }: { readonly db: Queryable; readonly vault: Vault },
  keyId: string,
  row: AuditRow,
): Promise<boolean> {
  if (row.proof === null) return false;
  try {
    return (await vault.open(db, keyId, row.proof, proofPlace(row))) === row.hash;
  } catch {
    return false;
  }
}
