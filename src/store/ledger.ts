/** The sealed ledger of who said what at a meeting (S-060): statements are appended, chained and never changed. */
import { canonicalJson, sha256 } from "../lib/canonical.ts";
import type { Queryable, Tx } from "./database.ts";

export interface Ledger {
  readonly meetingId: string;
  readonly programmeId: string;
  readonly keyId: string;
  /** The chain's end. */
  readonly seq: number;
  readonly hash: string;
  readonly createdAt: Date;
  readonly sealedAt: Date | null;
  readonly sealedBy: string | null;
}

/** Speaker and words are sealed together: nothing in the row says who spoke. */
export interface Statement {
  readonly meetingId: string;
  readonly seq: number;
  /** Of the agenda, such as `4.2`. */
  readonly item: string | null;
  readonly sealed: Buffer;
  readonly recordedBy: string;
  readonly recordedAt: Date;
  /** Makes a repetition of the request safe. */
  readonly key: string | null;
  readonly fingerprint: string | null;
  readonly hash: string;
}

const ledgerColumns = `
  meeting_id as "meetingId", programme_id as "programmeId", key_id as "keyId", seq, hash, created_at as "createdAt",
  sealed_at as "sealedAt", sealed_by as "sealedBy"`;
const statementColumns = `
  meeting_id as "meetingId", seq, item, sealed, recorded_by as "recordedBy", recorded_at as "recordedAt", key, fingerprint,
  hash`;

/** The chain: each row's hash covers the row, its sealed bytes by their digest, and the hash before it. */
export function statementHash(before: string, { hash: _, sealed, ...row }: Statement): string {
  return sha256(`${before}\n${canonicalJson({ ...row, sealed: sha256(sealed.toString("base64")) })}`);
}

export async function readLedger(db: Queryable, meetingId: string): Promise<Ledger | undefined> {
  const { rows } = await db.query<Ledger>(`select ${ledgerColumns} from ledger where meeting_id = $1`, [
    meetingId,
  ]);
  return rows[0];
}

/** Locked, so that statements of one meeting are chained one after the other and none comes after the sealing. */
export async function lockLedger(tx: Tx, meetingId: string): Promise<Ledger | undefined> {
  const { rows } = await tx.query<Ledger>(
    `select ${ledgerColumns} from ledger where meeting_id = $1 for update`,
    [meetingId],
  );
  return rows[0];
}

/** Of two who begin it at once, one has begun it. */
export async function insertLedger(
  tx: Tx,
  ledger: Pick<Ledger, "meetingId" | "programmeId" | "keyId" | "createdAt">,
): Promise<void> {
  await tx.query(
    `insert into ledger (meeting_id, programme_id, key_id, seq, hash, created_at)
     values ($1, $2, $3, 0, '', $4) on conflict (meeting_id) do nothing`,
    [ledger.meetingId, ledger.programmeId, ledger.keyId, ledger.createdAt],
  );
}

/** The ledger is locked. */
export async function appendStatement(tx: Tx, row: Statement): Promise<void> {
  await tx.query(
    `with written as (
       insert into ledger_statement (meeting_id, seq, item, sealed, recorded_by, recorded_at, key, fingerprint, hash)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9))
     update ledger set seq = $2, hash = $9 where meeting_id = $1`,
    [
      row.meetingId,
      row.seq,
      row.item,
      row.sealed,
      row.recordedBy,
      row.recordedAt,
      row.key,
      row.fingerprint,
      row.hash,
    ],
  );
}

export async function statementByKey(
  db: Queryable,
  meetingId: string,
  key: string,
): Promise<Statement | undefined> {
  const { rows } = await db.query<Statement>(
    `select ${statementColumns} from ledger_statement where meeting_id = $1 and key = $2`,
    [meetingId, key],
  );
  return rows[0];
}

/** In order, from after `afterSeq`. */
export async function readStatements(
  db: Queryable,
  meetingId: string,
  { afterSeq, limit }: { readonly afterSeq: number; readonly limit: number },
): Promise<Statement[]> {
  const { rows } = await db.query<Statement>(
    `select ${statementColumns} from ledger_statement where meeting_id = $1 and seq > $2 order by seq limit $3`,
    [meetingId, afterSeq, limit],
  );
  return rows;
}

/** The place a statement is sealed for. */
export const statementPlace = (meetingId: string, seq: number): string => `ledger/${meetingId}/${seq}`;

/** Every statement of every meeting, for a search that tells only whether and where it found something. */
export async function* ledgerWords(
  db: Queryable,
): AsyncGenerator<Pick<Statement, "meetingId" | "seq" | "sealed"> & { readonly keyId: string }> {
  let after = { meetingId: "00000000-0000-0000-0000-000000000000", seq: 0 };
  for (;;) {
    const { rows } = await db.query<{ meetingId: string; seq: number; sealed: Buffer; keyId: string }>(
      `select s.meeting_id as "meetingId", s.seq, s.sealed, l.key_id as "keyId"
       from ledger_statement s join ledger l using (meeting_id)
       where (s.meeting_id, s.seq) > ($1::uuid, $2) order by s.meeting_id, s.seq limit 200`,
      [after.meetingId, after.seq],
    );
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

/** What ledgers call the party; undefined for nobody, and for who was erased. */
export async function aliasOf(db: Queryable, partyId: string): Promise<string | undefined> {
  const { rows } = await db.query<{ alias: string | null }>(
    "select ledger_alias as alias from party where id = $1",
    [partyId],
  );
  return rows[0]?.alias ?? undefined;
}

/** Whom ledgers call so. An alias of somebody who was erased is nobody's. */
export async function partiesCalled(
  db: Queryable,
  aliases: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ id: string; alias: string }>(
    "select id, ledger_alias as alias from party where ledger_alias = any($1::uuid[])",
    [aliases],
  );
  return new Map(rows.map(({ id, alias }) => [alias, id]));
}

/** The ledger is locked and open. */
export async function sealLedger(tx: Tx, meetingId: string, by: string, at: Date): Promise<void> {
  await tx.query("update ledger set sealed_at = $3, sealed_by = $2 where meeting_id = $1", [
    meetingId,
    by,
    at,
  ]);
}

/** Ledgers of a programme, or of all, in order of their meetings. Without a scope: for proving them. */
export async function listLedgers(
  db: Queryable,
  {
    programmeId,
    afterId,
    limit,
  }: {
    readonly programmeId: string | undefined;
    readonly afterId: string | undefined;
    readonly limit: number;
  },
): Promise<Ledger[]> {
  const { rows } = await db.query<Ledger>(
    `select ${ledgerColumns} from ledger
     where ($1::uuid is null or programme_id = $1) and ($2::uuid is null or meeting_id > $2)
     order by meeting_id limit $3`,
    [programmeId ?? null, afterId ?? null, limit],
  );
  return rows;
}
