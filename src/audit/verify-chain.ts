/** Proves one chain of the trail: its rows, its proofs, and the journal rows that it names. */
import type { AuditHead, AuditRow } from "../store/audit.ts";
import { auditHash, readAuditChain } from "../store/audit.ts";
import type { JournalHead } from "../store/journal-heads.ts";
import { hashesInJournal } from "../store/journal-heads.ts";
import type { VerifyDeps } from "./verify.ts";
import { isProven } from "./proof.ts";

/** What does not hold, and where it begins. */
export interface Finding {
  /** `audit <programme> row 7`, `journal <instance> row 3`, `ledger <meeting> row 2`. */
  readonly where: string;
  readonly problem: string;
}

/** How far a chain has been followed. */
export interface ChainPlace {
  readonly seq: number;
  readonly hash: string;
}

/** A part of it at a time: whoever asks again goes on from the place that the part before ended at. */
interface Part {
  readonly from?: ChainPlace;
  readonly rowsMax?: number;
}

const PAGE_ROWS = 500;
const START: ChainPlace = { seq: 0, hash: "" };

/** Follow a chain to its end. Of what is wrong with the chain itself only the first is told: what follows hangs on it. */
export async function verifyChain(
  deps: VerifyDeps,
  head: AuditHead,
  onFinding: (finding: Finding) => void,
  { from = START, rowsMax = Number.MAX_SAFE_INTEGER }: Part = {},
): Promise<ChainPlace> {
  const { programmeId } = head;
  let { seq, hash } = from;
  const until = Math.min(head.seq, from.seq + rowsMax);
  let isBroken = false;
  const say = (row: number, problem: string): void => {
    if (!isBroken) onFinding({ where: `audit ${programmeId} row ${row}`, problem });
    isBroken = true;
  };

  // No further than the end as it was read: rows may be appended meanwhile.
  while (seq < until) {
    const limit = Math.min(PAGE_ROWS, until - seq);
    const rows = await readAuditChain(deps.db, programmeId, { afterSeq: seq, limit });
    if (rows.length === 0) break;
    for (const row of rows) {
      if (row.seq !== seq + 1) say(seq + 1, "the row is missing");
      const { hash: stored, proof: _, ...unhashed } = row;
      if (auditHash(hash, unhashed) !== stored) say(row.seq, "the row is not what was hashed");
      if (row.act === "anchored" && !(await isProven(deps, deps.auditKeyId, row)))
        say(row.seq, "the row's proof was not made with the key of this installation");
      [seq, hash] = [row.seq, stored];
    }
    await verifyJournals(deps, rows, onFinding);
  }
  if (seq >= until && seq < head.seq) return { seq, hash };
  if (head.seq === 0) say(1, "the chain's end, which is kept beside it, is gone");
  else if (seq !== head.seq) say(seq + 1, `the chain ends at ${seq}, not at ${head.seq}`);
  else if (hash !== head.hash) say(seq, "the chain's last hash is not the one that is kept beside it");
  return { seq, hash };
}

/** Each row of a journal that the trail names stands in that journal, with that hash, archived or not. */
async function verifyJournals(
  { db }: VerifyDeps,
  rows: readonly AuditRow[],
  onFinding: (finding: Finding) => void,
): Promise<void> {
  const named = rows.flatMap((row) => journalRowsOf(row).map((head) => ({ ...head, by: row.seq })));
  const found = await hashesInJournal(db, named);
  for (const [index, { instanceId, seq, hash, by }] of named.entries()) {
    if (found[index] === hash) continue;
    const problem =
      found[index] === undefined
        ? `the row that row ${by} of the trail names is gone, or cannot be read`
        : `the row is not the one that row ${by} of the trail names: the journal was rewritten`;
    onFinding({ where: `journal ${instanceId} row ${seq}`, problem });
  }
}

function journalRowsOf({ act, subjectId, detail }: AuditRow): JournalHead[] {
  if (act === "anchored") {
    const heads = Array.isArray(detail["heads"]) ? detail["heads"] : [];
    return heads.flatMap((head) => asHead(head));
  }
  const { journal } = detail as { journal?: unknown };
  return journal === undefined ? [] : asHead({ ...(journal as object), instance: subjectId });
}

/** Whatever else stands there has been found out by the hash of the row already. */
function asHead(value: unknown): JournalHead[] {
  if (typeof value !== "object" || value === null) return [];
  const { instance, seq, chain } = value as Record<string, unknown>;
  const isOne = typeof instance === "string" && typeof seq === "number" && typeof chain === "string";
  return isOne ? [{ instanceId: instance, seq, hash: chain }] : [];
}
