/**
 * Who said what at a meeting (S-060). The secretariat writes; then the ledger is sealed and nobody reads it, but for an hour
 * two people who opened it together (`ledger-openings.ts`). Each act stands in the trail of audit with the transaction that
 * did it; who spoke stands nowhere but under the ledger's key.
 */
import { ConvokeError } from "../lib/errors.ts";
import { canonicalJson } from "../lib/canonical.ts";
import type { AuditEntry } from "../store/audit.ts";
import { appendAudit } from "../store/audit.ts";
import type { Db, Tx } from "../store/database.ts";
import { inTransaction, persistently } from "../store/database.ts";
import type { Ledger, Statement } from "../store/ledger.ts";
import {
  aliasOf,
  appendStatement,
  insertLedger,
  lockLedger,
  sealLedger,
  statementByKey,
  statementPlace,
  statementHash,
} from "../store/ledger.ts";
import type { Vault } from "../store/vault.ts";

export interface LedgerDeps {
  readonly db: Db;
  readonly vault: Vault;
  /** Domain time. */
  readonly now: () => Promise<Date>;
}

/** The meeting as far as its ledger needs it. */
export interface MeetingOf {
  readonly id: string;
  readonly programmeId: string;
}

export interface Said {
  /** Of the agenda, such as `4.2`. */
  readonly item: string | null;
  /** Id of the party who spoke. */
  readonly speaker: string;
  readonly text: string;
}

/** As it is sealed: who spoke is told by an alias that goes with the person, so that the words stay and are nobody's (S-060). */
export interface Kept {
  readonly alias: string;
  readonly text: string;
}

interface Writing {
  readonly meeting: MeetingOf;
  /** Account of the secretariat. */
  readonly by: string;
  readonly statement: Said;
  /** Makes a repetition safe. */
  readonly key?: string | undefined;
}

/** Append a statement. Throws `conflict` once the ledger is sealed, `key-reused` for a key with another statement. */
export async function writeStatement(
  deps: LedgerDeps,
  writing: Writing,
): Promise<Pick<Statement, "seq" | "hash">> {
  const { meeting, by, statement, key } = writing;
  const at = await deps.now();
  // Keyed: the words are few enough to be guessed from a plain digest.
  const fingerprint = key === undefined ? null : deps.vault.master.hmac("request", canonicalJson(statement));
  return await persistently(() =>
    inTransaction(deps.db, async (tx) => {
      const ledger = await ledgerOf(deps, tx, meeting, at);
      const known = key === undefined ? undefined : await statementByKey(tx, meeting.id, key);
      if (known !== undefined) return repeated(known, fingerprint);
      if (ledger.sealedAt !== null) throw sealedAlready(meeting.id);
      const seq = ledger.seq + 1;
      const { item, speaker, text } = statement;
      const alias = await aliasOf(tx, speaker);
      if (alias === undefined) throw new ConvokeError("sealed", `The person ${speaker} was erased`);
      const said: Kept = { alias, text };
      const sealed = await deps.vault.seal(
        tx,
        ledger.keyId,
        JSON.stringify(said),
        statementPlace(meeting.id, seq),
      );
      const row = { meetingId: meeting.id, seq, item, sealed, recordedBy: by, recordedAt: at, hash: "" };
      const unhashed = { ...row, key: key ?? null, fingerprint };
      const hash = statementHash(ledger.hash, unhashed);
      await appendStatement(tx, { ...unhashed, hash });
      await appendAudit(tx, [
        ledgerAct(meeting, by, at, { act: "recorded", detail: { statement: { seq, chain: hash } } }),
      ]);
      return { seq, hash };
    }),
  );
}

/** From now on nobody writes or reads it. Sealing twice is the same as once. Throws `conflict` when nothing was written. */
export async function sealLedgerOf(
  deps: LedgerDeps,
  meeting: MeetingOf,
  by: string,
): Promise<{ readonly sealedAt: Date; readonly statements: number }> {
  const at = await deps.now();
  return await persistently(() =>
    inTransaction(deps.db, async (tx) => {
      const ledger = await lockLedger(tx, meeting.id);
      if (ledger === undefined)
        throw new ConvokeError("conflict", `Nothing was written in the ledger of the meeting ${meeting.id}`);
      const { seq, hash, sealedAt } = ledger;
      if (sealedAt !== null) return { sealedAt, statements: seq };
      await sealLedger(tx, meeting.id, by, at);
      await appendAudit(tx, [
        ledgerAct(meeting, by, at, { act: "sealed", detail: { statements: seq, chain: hash } }),
      ]);
      return { sealedAt: at, statements: seq };
    }),
  );
}

/** An act on a meeting's ledger, for the trail. */
export const ledgerAct = (
  { id, programmeId }: MeetingOf,
  actorId: string,
  at: Date,
  what: Pick<AuditEntry, "act" | "detail">,
): AuditEntry => ({
  programmeId,
  at,
  actorId,
  onBehalfOf: null,
  subjectKind: "ledger",
  subjectId: id,
  ...what,
});

/** The meeting's ledger, locked; begun with a key of its own by the first statement. */
async function ledgerOf({ vault }: LedgerDeps, tx: Tx, meeting: MeetingOf, now: Date): Promise<Ledger> {
  const known = await lockLedger(tx, meeting.id);
  if (known !== undefined) return known;
  const keyId = await vault.newKey(tx, now);
  await insertLedger(tx, { meetingId: meeting.id, programmeId: meeting.programmeId, keyId, createdAt: now });
  const begun = await lockLedger(tx, meeting.id);
  if (begun === undefined) throw new Error(`The ledger of ${meeting.id} was not begun`);
  return begun;
}

function repeated({ seq, hash, fingerprint: before }: Statement, fingerprint: string | null) {
  if (before === fingerprint) return { seq, hash };
  throw new ConvokeError("key-reused", "The Idempotency-Key was used for another statement");
}

const sealedAlready = (meetingId: string): ConvokeError =>
  new ConvokeError("conflict", `The ledger of the meeting ${meetingId} is sealed`);
