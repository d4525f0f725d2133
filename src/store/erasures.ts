/** Erasures that were asked for and carried out, each with its proof. Nothing here says who the person was. */
import type { Actor } from "../contract/actor.ts";
import { programmesRunBy } from "../contract/actor.ts";
import type { ErasurePlan, ErasureResult, Verification } from "../contract/erasure.ts";
import { canonicalJson, sha256 } from "../lib/canonical.ts";
import type { Queryable, Tx } from "./database.ts";

export interface Erasure {
  readonly id: string;
  /** Its place in the chain of proofs; null until it is carried out. */
  readonly position: number | null;
  readonly partyId: string;
  readonly programmeId: string;
  readonly status: "requested" | "approved" | "executed" | "verified" | "residue";
  /** An account's id, or the name an operator gave. */
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  readonly executedAt: Date | null;
  readonly plan: ErasurePlan;
  readonly result: ErasureResult | null;
  readonly verification: Verification | null;
  readonly keyIds: readonly string[];
  readonly previousHash: string | null;
  /** SHA-256 over all but status and verification, and over the proof before. */
  readonly hash: string | null;
}

const columns = `
  id, position, party_id as "partyId", programme_id as "programmeId", status, requested_by as "requestedBy",
  requested_at as "requestedAt", approved_by as "approvedBy", approved_at as "approvedAt", executed_at as "executedAt",
  plan, result, verification, array_to_json(key_ids) as "keyIds", previous_hash as "previousHash", hash`;

export async function insertErasure(
  db: Queryable,
  erasure: Pick<
    Erasure,
    | "id"
    | "partyId"
    | "programmeId"
    | "status"
    | "requestedBy"
    | "requestedAt"
    | "approvedBy"
    | "approvedAt"
    | "plan"
  >,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into erasure (id, party_id, programme_id, status, requested_by, requested_at, approved_by, approved_at, plan)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (party_id) where status in ('requested', 'approved') do nothing`,
    [
      erasure.id,
      erasure.partyId,
      erasure.programmeId,
      erasure.status,
      erasure.requestedBy,
      erasure.requestedAt,
      erasure.approvedBy,
      erasure.approvedAt,
      JSON.stringify(erasure.plan),
    ],
  );
  return rowCount === 1;
}

export async function readErasure(db: Queryable, id: string, scope: Actor): Promise<Erasure | undefined> {
  const { rows } = await db.query<Erasure>(
    `select ${columns} from erasure where id = $1 and ($2::uuid[] is null or programme_id = any($2))`,
    [id, programmesRunBy(scope)],
  );
  return rows[0];
}

/** One approval at a time. */
export async function lockErasure(tx: Tx, id: string): Promise<Erasure | undefined> {
  const { rows } = await tx.query<Erasure>(`select ${columns} from erasure where id = $1 for update`, [id]);
  return rows[0];
}

export async function openErasureOf(db: Queryable, partyId: string): Promise<Erasure | undefined> {
  const { rows } = await db.query<Erasure>(
    `select ${columns} from erasure where party_id = $1 order by requested_at desc limit 1`,
    [partyId],
  );
  return rows[0];
}

export async function listErasures(
  db: Queryable,
  {
    limit,
    after,
  }: {
    readonly limit: number;
    readonly after?: { readonly createdAt: Date; readonly id: string } | undefined;
  },
  scope: Actor,
): Promise<Erasure[]> {
  const { rows } = await db.query<Erasure>(
    `select ${columns} from erasure
     where ($1::uuid[] is null or programme_id = any($1))
       and ($2::timestamptz is null or (requested_at, id) < ($2, $3::uuid))
     order by requested_at desc, id desc limit $4`,
    [programmesRunBy(scope), after?.createdAt ?? null, after?.id ?? null, limit],
  );
  return rows;
}

/** Those that were carried out, in the order of their proofs. */
export async function executedErasures(db: Queryable): Promise<Erasure[]> {
  const { rows } = await db.query<Erasure>(
    `select ${columns} from erasure where position is not null order by position`,
  );
  return rows;
}

export async function replacePlan(db: Queryable, id: string, plan: ErasurePlan): Promise<void> {
  await db.query("update erasure set plan = $2 where id = $1 and status = 'requested'", [
    id,
    JSON.stringify(plan),
  ]);
}

export async function approveErasure(db: Queryable, id: string, by: string, at: Date): Promise<void> {
  await db.query(
    "update erasure set status = 'approved', approved_by = $2, approved_at = $3 where id = $1 and status = 'requested'",
    [id, by, at],
  );
}

const LOCK = 4_276_016;

/** Write the proof, chained to the one before. */
export async function proveErasure(
  tx: Tx,
  erasure: Erasure,
  done: { readonly result: ErasureResult; readonly keyIds: readonly string[]; readonly executedAt: Date },
): Promise<Erasure> {
  await tx.query("select pg_advisory_xact_lock($1)", [LOCK]);
  const { rows } = await tx.query<{ position: number; hash: string }>(
    "select position, hash from erasure where position is not null order by position desc limit 1",
  );
  const [last] = rows;
  const unhashed = {
    ...erasure,
    ...done,
    position: (last?.position ?? 0) + 1,
    previousHash: last?.hash ?? null,
  };
  const proven: Erasure = { ...unhashed, status: "executed", hash: hashOf(unhashed) };
  await tx.query(
    `update erasure set status = 'executed', position = $2, result = $3, key_ids = $4, executed_at = $5, previous_hash = $6,
       hash = $7
     where id = $1`,
    [
      proven.id,
      proven.position,
      JSON.stringify(done.result),
      done.keyIds,
      done.executedAt,
      proven.previousHash,
      proven.hash,
    ],
  );
  return proven;
}

/** What a proof covers. Instants are compared as text, since a list kept in a file has them so. */
function hashOf({
  status: _,
  verification: __,
  hash: ___,
  ...covered
}: Omit<Erasure, "hash"> & { hash?: unknown }) {
  return sha256(canonicalJson(covered));
}

/** Returns the first proof that is not what was written, or does not follow the one before. */
export function brokenProof(erasures: readonly Erasure[]): Erasure | undefined {
  let previous: string | null = null;
  for (const erasure of erasures) {
    if (erasure.previousHash !== previous || erasure.hash !== hashOf(erasure)) return erasure;
    previous = erasure.hash;
  }
  return undefined;
}

export async function noteVerification(db: Queryable, id: string, found: Verification): Promise<void> {
  await db.query("update erasure set verification = $2, status = $3 where id = $1", [
    id,
    JSON.stringify(found),
    found.found.length === 0 ? "verified" : "residue",
  ]);
}

/**
 * Bring back the row of an erasure that was carried out after the backup which was restored. One of a programme that this
 * database does not know concerns nobody here: it stays on the list alone.
 */
export async function restoreErasure(db: Queryable, erasure: Erasure): Promise<void> {
  await db.query(
    `insert into erasure (id, position, party_id, programme_id, status, requested_by, requested_at, approved_by, approved_at,
       executed_at, plan, result, verification, key_ids, previous_hash, hash)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16
     where exists (select 1 from programme where id = $4)
     on conflict (id) do update set position = excluded.position, status = excluded.status, approved_by = excluded.approved_by,
       approved_at = excluded.approved_at, executed_at = excluded.executed_at, plan = excluded.plan,
       result = excluded.result, verification = excluded.verification, key_ids = excluded.key_ids,
       previous_hash = excluded.previous_hash, hash = excluded.hash
     where erasure.position is null`,
    [
      erasure.id,
      erasure.position,
      erasure.partyId,
      erasure.programmeId,
      erasure.status,
      erasure.requestedBy,
      erasure.requestedAt,
      erasure.approvedBy,
      erasure.approvedAt,
      erasure.executedAt,
      JSON.stringify(erasure.plan),
      JSON.stringify(erasure.result),
      JSON.stringify(erasure.verification),
      erasure.keyIds,
      erasure.previousHash,
      erasure.hash,
    ],
  );
}
