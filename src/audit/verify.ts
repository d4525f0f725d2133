/**
 * `convoke audit verify`: whether anything that was written to be kept has been changed since. It follows every chain of the
 * trail, every journal, archived or not, and every ledger. Changes nothing.
 */
import { replayInstance } from "../engine/replay.ts";
import type { Engine } from "../engine/engine.ts";
import { NotFound } from "../lib/errors.ts";
import type { AuditHead } from "../store/audit.ts";
import { readAuditHeads } from "../store/audit.ts";
import type { Db } from "../store/database.ts";
import { instanceIdsOf } from "../store/journal-heads.ts";
import type { Vault } from "../store/vault.ts";
import { auditKey } from "./proof.ts";
import type { Finding } from "./verify-chain.ts";
import { verifyChain } from "./verify-chain.ts";
import { verifyLedgers } from "./verify-ledgers.ts";

export interface VerifyDeps {
  readonly db: Db;
  readonly vault: Vault;
  readonly engine: Engine;
  readonly auditKeyId: string;
}

export interface Verified {
  /** Each chain with its end: kept elsewhere, it shows later whether rows were taken from the end. */
  readonly chains: readonly AuditHead[];
  readonly rows: number;
  readonly journals: number;
  readonly statements: number;
}

const PAGE_ROWS = 1_000;

/** Of one programme, or of all and the house. `onFinding` is told what does not hold, first things first. */
export async function verifyAudit(
  deps: Omit<VerifyDeps, "auditKeyId">,
  programmeId: string | undefined,
  onFinding: (finding: Finding) => void,
): Promise<Verified> {
  const auditKeyId = await auditKey({ ...deps, now: () => deps.engine.now() });
  const isWanted = (head: AuditHead): boolean =>
    programmeId === undefined || head.programmeId === programmeId;
  const chains = (await readAuditHeads(deps.db)).filter(isWanted);
  let rows = 0;
  for (const head of chains) rows += (await verifyChain({ ...deps, auditKeyId }, head, onFinding)).seq;
  const journals = await verifyJournals(deps.engine, programmeId, onFinding);
  const statements = await verifyLedgers(deps.db, programmeId, onFinding);
  return { chains, rows, journals, statements };
}

async function verifyJournals(
  engine: Engine,
  programmeId: string | undefined,
  onFinding: (finding: Finding) => void,
): Promise<number> {
  let count = 0;
  let afterId: string | undefined;
  for (;;) {
    const ids = await instanceIdsOf(engine.db, { programmeId, afterId, limit: PAGE_ROWS });
    if (ids.length === 0) return count;
    for (const id of ids) {
      const [first] = await problemsOf(engine, id);
      if (first === undefined) continue;
      const where = first.seq === null ? `journal ${id}` : `journal ${id} row ${first.seq}`;
      onFinding({ where, problem: first.problem });
    }
    count += ids.length;
    afterId = ids.at(-1);
  }
}

async function problemsOf(engine: Engine, id: string) {
  try {
    return (await replayInstance(engine, id)).problems;
  } catch (error) {
    // Deleted since its id was read; the trail names its journal and tells.
    if (error instanceof NotFound) return [];
    throw error;
  }
}
