/**
 * How a sealed ledger is opened (S-060): one who chairs and one who protects data, together, for an hour. One asks and says
 * why, the other approves; then the two of them read, and nobody else.
 */
import { ConvokeError, NotFound } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import { appendAudit } from "../store/audit.ts";
import type { Queryable, Tx } from "../store/database.ts";
import { inTransaction, persistently } from "../store/database.ts";
import type { Ledger, Statement } from "../store/ledger.ts";
import { partiesCalled, readLedger, readStatements, statementPlace } from "../store/ledger.ts";
import type { LedgerOpening, OpeningRole } from "../store/ledger-openings.ts";
import {
  approveOpening,
  insertOpening,
  listOpenings,
  lockOpening,
  openFor,
} from "../store/ledger-openings.ts";
import type { Kept, LedgerDeps, MeetingOf, Said } from "./ledger.ts";
import { ledgerAct } from "./ledger.ts";

/** How long two people read it. */
const OPEN_MS = 3_600_000;
/** How long the second has to approve. */
const ASKED_MS = 24 * 3_600_000;
const LISTED_MAX = 100;

/** Who acts, with those of the two roles that they hold over the meeting. */
export interface Opener {
  readonly accountId: string;
  readonly roles: readonly OpeningRole[];
}

/** An opening with its reason in words. */
export interface OpeningShown extends Omit<LedgerOpening, "reason"> {
  readonly reason: string;
}

/** Throws `conflict` while the ledger is not sealed. */
export async function askToOpen(
  deps: LedgerDeps,
  meeting: MeetingOf,
  { accountId, roles }: Opener,
  reason: string,
): Promise<OpeningShown> {
  const now = await deps.now();
  const askedAs = roles[0] ?? "chair";
  const asked = { id: newId(), meetingId: meeting.id, askedBy: accountId, askedAs, askedAt: now };
  await persistently(() =>
    inTransaction(deps.db, async (tx) => {
      const { keyId } = await sealedLedger(tx, meeting.id);
      const sealed = await deps.vault.seal(tx, keyId, reason, reasonPlace(asked.id));
      await insertOpening(tx, { ...asked, reason: sealed });
      const detail = { opening: asked.id, as: askedAs };
      await appendAudit(tx, [ledgerAct(meeting, accountId, now, { act: "asked-to-open", detail })]);
    }),
  );
  return { ...asked, reason, approvedBy: null, approvedAt: null, closesAt: null };
}

/**
 * Open it for both. Throws `forbidden` to who asked or holds only the role that asked, `conflict` when it was approved before
 * or asked too long ago, `not-found`.
 */
export async function approve(
  deps: LedgerDeps,
  meeting: MeetingOf,
  { accountId, roles }: Opener,
  openingId: string,
): Promise<OpeningShown> {
  const now = await deps.now();
  return await persistently(() =>
    inTransaction(deps.db, async (tx) => {
      const opening = await lockOpening(tx, meeting.id, openingId);
      if (opening === undefined) throw new NotFound("opening", openingId);
      const other = opening.askedAs === "chair" ? "dpo" : "chair";
      if (opening.askedBy === accountId || !roles.includes(other))
        throw new ConvokeError("forbidden", `Another person has to approve, as ${other}`, {
          extra: { needs: [other] },
        });
      if (opening.approvedBy !== null) throw new ConvokeError("conflict", "The opening was approved before");
      if (now.getTime() - opening.askedAt.getTime() > ASKED_MS)
        throw new ConvokeError("conflict", "The opening was asked for more than a day ago; ask again");
      const approved = {
        approvedBy: accountId,
        approvedAt: now,
        closesAt: new Date(now.getTime() + OPEN_MS),
      };
      await approveOpening(tx, openingId, approved);
      const detail = {
        opening: openingId,
        as: other,
        askedBy: opening.askedBy,
        closesAt: approved.closesAt.toISOString(),
      };
      await appendAudit(tx, [ledgerAct(meeting, accountId, now, { act: "opened", detail })]);
      const { keyId } = await sealedLedger(tx, meeting.id);
      return { ...opening, ...approved, reason: await reasonOf(deps, tx, keyId, opening) };
    }),
  );
}

/** Openings that were asked for, newest first, for the two roles to see. */
export async function openingsOf(deps: LedgerDeps, meeting: MeetingOf): Promise<OpeningShown[]> {
  const ledger = await readLedger(deps.db, meeting.id);
  if (ledger === undefined) return [];
  const found = await listOpenings(deps.db, meeting.id, LISTED_MAX);
  return await Promise.all(
    found.map(async (one) => ({ ...one, reason: await reasonOf(deps, deps.db, ledger.keyId, one) })),
  );
}

/** `speaker` is null once they were erased. */
export type Read = Omit<Said, "speaker"> &
  Pick<Statement, "seq" | "recordedAt"> & { readonly speaker: string | null };

/**
 * What was said, from after `afterSeq`, to one of the two while it is open; the look is kept before it is answered. Throws
 * `forbidden` to everybody else and at any other time.
 */
export async function readLedgerFor(
  deps: LedgerDeps,
  meeting: MeetingOf,
  accountId: string,
  page: { readonly afterSeq: number; readonly limit: number },
): Promise<readonly Read[]> {
  const now = await deps.now();
  return await persistently(() =>
    inTransaction(deps.db, async (tx) => {
      const opening = await openFor(tx, meeting.id, accountId, now);
      if (opening === undefined)
        throw new ConvokeError(
          "forbidden",
          "The ledger is sealed: a chair and a data protection officer open it together",
        );
      const { keyId } = await sealedLedger(tx, meeting.id);
      const kept: (Kept & Pick<Statement, "seq" | "item" | "recordedAt">)[] = [];
      for (const { seq, item, recordedAt, sealed } of await readStatements(tx, meeting.id, page)) {
        const text = await deps.vault.open(tx, keyId, sealed, statementPlace(meeting.id, seq));
        kept.push({ seq, item, recordedAt, ...(JSON.parse(text) as Kept) });
      }
      const speakers = await partiesCalled(
        tx,
        kept.map(({ alias }) => alias),
      );
      const statements = kept.map(({ alias, ...said }): Read => ({
        ...said,
        speaker: speakers.get(alias) ?? null,
      }));
      const detail = { opening: opening.id, statements: statements.map(({ seq }) => seq) };
      await appendAudit(tx, [ledgerAct(meeting, accountId, now, { act: "saw", detail })]);
      return statements;
    }),
  );
}

async function sealedLedger(tx: Tx, meetingId: string): Promise<Ledger> {
  const ledger = await readLedger(tx, meetingId);
  if (ledger !== undefined && ledger.sealedAt !== null) return ledger;
  throw new ConvokeError("conflict", `The ledger of the meeting ${meetingId} is not sealed`);
}

const reasonOf = async ({ vault }: LedgerDeps, db: Queryable, keyId: string, opening: LedgerOpening) =>
  await vault.open(db, keyId, opening.reason, reasonPlace(opening.id));

const reasonPlace = (id: string): string => `ledger_opening/${id}/reason`;
