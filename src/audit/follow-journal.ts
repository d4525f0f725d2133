/**
 * Ties the trail of audit to the journals, and notes where engagements were and for how long. Each decision of a person becomes a row that names the journal's; and rows of
 * Convoke's own keep where each journal stood, so that not even one that was rewritten whole, chain and all, passes.
 */
import type { JsonObject } from "../../workflows/workflow.ts";
import type { AuditEntry } from "../store/audit.ts";
import { appendAudit } from "../store/audit.ts";
import type { FollowedRow } from "../store/audit-follow.ts";
import { lockFollowing, markFollowed, readFollowed } from "../store/audit-follow.ts";
import type { Db } from "../store/database.ts";
import { inTransaction, persistently } from "../store/database.ts";
import { notePassages } from "../store/passages.ts";
import type { Vault } from "../store/vault.ts";
import { auditKey, proofPlace } from "./proof.ts";

export interface FollowDeps {
  readonly db: Db;
  readonly vault: Vault;
  /** Domain time. */
  readonly now: () => Promise<Date>;
}

const ROWS_AT_ONCE = 1_000;
/** Journals that one anchoring row names at most. */
const HEADS_MAX = 500;
/** Nobody's decision: timers, signals and outcomes act as the one, forms as the other. */
const NOBODY: ReadonlySet<string> = new Set(["system", "public"]);

/**
 * Take up what has been journaled since the last time; a row shows in the trail some seconds after its event. Several
 * processes may follow: one does, the others come back later. Returns how many rows were taken up.
 */
export async function followJournal(deps: FollowDeps, mayGoOn: () => boolean = () => true): Promise<number> {
  const keyId = await auditKey(deps);
  let total = 0;
  for (;;) {
    const taken = await persistently(() => followSome(deps, keyId));
    total += taken;
    if (taken < ROWS_AT_ONCE || !mayGoOn()) return total;
  }
}

async function followSome({ db, vault, now }: FollowDeps, keyId: string): Promise<number> {
  const at = await now();
  return await inTransaction(db, async (tx) => {
    const stretch = await lockFollowing(tx);
    if (stretch === undefined) return 0;
    const rows = await readFollowed(tx, stretch, ROWS_AT_ONCE);
    const isCaughtUp = rows.length < ROWS_AT_ONCE;
    const until = isCaughtUp ? stretch.until : (rows.at(-1)?.position ?? stretch.until);
    if (rows.length > 0) await notePassages(tx, { after: stretch.followed, until });
    await markFollowed(tx, until, isCaughtUp);
    const entries = [...rows.filter(isDecision).map(decision), ...anchors(rows, at)];
    await appendAudit(tx, entries, (row) => vault.seal(tx, keyId, row.hash, proofPlace(row)));
    return rows.length;
  });
}

const isDecision = ({ actorId }: FollowedRow): boolean => !NOBODY.has(actorId);

function decision(row: FollowedRow): AuditEntry {
  const { programmeId, enteredAt, actorId, onBehalfOf, workflow, instanceId, event, seq, hash, waived } = row;
  return {
    programmeId,
    at: enteredAt,
    actorId,
    onBehalfOf,
    act: waived.length > 0 ? "waived" : "decided",
    subjectKind: workflow === "working_group" ? "group" : workflow,
    subjectId: instanceId,
    detail: { event, ...(waived.length > 0 ? { waived: [...waived] } : {}), journal: { seq, chain: hash } },
  };
}

/** The last row of each journal among these, a programme at a time. */
function anchors(rows: readonly FollowedRow[], at: Date): AuditEntry[] {
  const heads = new Map<string, FollowedRow>();
  for (const row of rows) {
    const known = heads.get(row.instanceId);
    if (known === undefined || known.seq < row.seq) heads.set(row.instanceId, row);
  }
  const byProgramme = new Map<string, JsonObject[]>();
  for (const { programmeId, instanceId, seq, hash } of heads.values()) {
    const those = byProgramme.get(programmeId) ?? [];
    those.push({ instance: instanceId, seq, chain: hash });
    byProgramme.set(programmeId, those);
  }
  return [...byProgramme].flatMap(([programmeId, all]) =>
    portions(all).map((some) => ({
      programmeId,
      at,
      actorId: "system",
      onBehalfOf: null,
      act: "anchored" as const,
      subjectKind: "journals",
      subjectId: null,
      detail: { heads: some },
    })),
  );
}

const portions = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / HEADS_MAX) }, (_, index) =>
    items.slice(index * HEADS_MAX, (index + 1) * HEADS_MAX),
  );
