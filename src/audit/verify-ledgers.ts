import type { Db } from "../store/database.ts";
import type { Ledger } from "../store/ledger.ts";
import { listLedgers, readStatements, statementHash } from "../store/ledger.ts";
import type { Finding } from "./verify-chain.ts";

const PAGE_ROWS = 500;

/** Every statement is what was hashed, none is missing, and the last is the ledger's end. Opens nothing. */
export async function verifyLedgers(
  db: Db,
  programmeId: string | undefined,
  onFinding: (finding: Finding) => void,
): Promise<number> {
  let count = 0;
  let afterId: string | undefined;
  for (;;) {
    const ledgers = await listLedgers(db, { programmeId, afterId, limit: PAGE_ROWS });
    if (ledgers.length === 0) return count;
    for (const ledger of ledgers) {
      const finding = await firstBroken(db, ledger);
      if (finding !== undefined) onFinding(finding);
      count += ledger.seq;
    }
    afterId = ledgers.at(-1)?.meetingId;
  }
}

async function firstBroken(
  db: Db,
  { meetingId, seq: end, hash: last }: Ledger,
): Promise<Finding | undefined> {
  let [seq, hash] = [0, ""];
  const broken = (row: number, problem: string): Finding => ({
    where: `ledger ${meetingId} row ${row}`,
    problem,
  });
  // No further than the end as it was read: statements may be appended meanwhile.
  while (seq < end) {
    const limit = Math.min(PAGE_ROWS, end - seq);
    const rows = await readStatements(db, meetingId, { afterSeq: seq, limit });
    if (rows.length === 0) break;
    for (const row of rows) {
      if (row.seq !== seq + 1) return broken(seq + 1, "the statement is missing");
      if (statementHash(hash, row) !== row.hash)
        return broken(row.seq, "the statement is not what was hashed");
      [seq, hash] = [row.seq, row.hash];
    }
  }
  if (seq !== end || hash !== last) return broken(seq, `the ledger ends at ${seq}, not at ${end}`);
  return undefined;
}
