import type { Queryable, Tx } from "./database.ts";

/** Roles that open a ledger: one person of each. */
export type OpeningRole = "chair" | "dpo";

/** That somebody asked to open the ledger of a meeting, and what became of it. */
export interface LedgerOpening {
  readonly id: string;
  readonly meetingId: string;
  /** Sealed under the ledger's key: it may tell of somebody. */
  readonly reason: Buffer;
  readonly askedBy: string;
  readonly askedAs: OpeningRole;
  readonly askedAt: Date;
  /** Never who asked. */
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  readonly closesAt: Date | null;
}

const columns = `
  id, meeting_id as "meetingId", reason, asked_by as "askedBy", asked_as as "askedAs", asked_at as "askedAt",
  approved_by as "approvedBy", approved_at as "approvedAt", closes_at as "closesAt"`;

export async function insertOpening(
  tx: Tx,
  opening: Omit<LedgerOpening, "approvedBy" | "approvedAt" | "closesAt">,
): Promise<void> {
  const { id, meetingId, reason, askedBy, askedAs, askedAt } = opening;
  await tx.query(
    `insert into ledger_opening (id, meeting_id, reason, asked_by, asked_as, asked_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [id, meetingId, reason, askedBy, askedAs, askedAt],
  );
}

/** Locked, so that of two who approve at once one does. */
export async function lockOpening(tx: Tx, meetingId: string, id: string): Promise<LedgerOpening | undefined> {
  const { rows } = await tx.query<LedgerOpening>(
    `select ${columns} from ledger_opening where meeting_id = $1 and id = $2 for update`,
    [meetingId, id],
  );
  return rows[0];
}

/** The opening is locked and not approved yet. */
export async function approveOpening(
  tx: Tx,
  id: string,
  { approvedBy, approvedAt, closesAt }: { approvedBy: string; approvedAt: Date; closesAt: Date },
): Promise<void> {
  await tx.query(
    "update ledger_opening set approved_by = $2, approved_at = $3, closes_at = $4 where id = $1",
    [id, approvedBy, approvedAt, closesAt],
  );
}

/** The newest first. */
export async function listOpenings(
  db: Queryable,
  meetingId: string,
  limit: number,
): Promise<LedgerOpening[]> {
  const { rows } = await db.query<LedgerOpening>(
    `select ${columns} from ledger_opening where meeting_id = $1 order by asked_at desc, id desc limit $2`,
    [meetingId, limit],
  );
  return rows;
}

/** An opening by which this account may read the ledger now. */
export async function openFor(
  db: Queryable,
  meetingId: string,
  accountId: string,
  now: Date,
): Promise<LedgerOpening | undefined> {
  const { rows } = await db.query<LedgerOpening>(
    `select ${columns} from ledger_opening
     where meeting_id = $1 and closes_at > $3 and $2 in (asked_by, approved_by)
     order by closes_at desc limit 1`,
    [meetingId, accountId, now],
  );
  return rows[0];
}
