/**
 * For changes that cannot be one transaction with their row in the trail: what somebody sets about is kept before, and
 * becomes the row afterwards. A process that dies in between leaves the intention, and that becomes a row too, which says
 * that nobody knows how far it came.
 */
import type { JsonObject } from "../../workflows/workflow.ts";
import { newId } from "../lib/ids.ts";
import { appendAudit } from "../store/audit.ts";
import { deleteIntention, insertIntention, takeAbandoned } from "../store/audit-intentions.ts";
import type { Db } from "../store/database.ts";
import { inTransaction, persistently } from "../store/database.ts";
import type { Act } from "./trail.ts";

export interface IntentionDeps {
  readonly db: Db;
  /** Domain time. */
  readonly now: () => Promise<Date>;
}

/** Longer than any call takes. One that took longer after all has two rows. */
const ABANDONED_MS = 60_000;

/** Returns the intention's id; after the commit. */
export async function intend({ db, now }: IntentionDeps, acts: readonly Act[]): Promise<string> {
  const id = newId();
  const at = await now();
  await insertIntention(
    db,
    id,
    acts.map((act) => ({ ...act, at })),
  );
  return id;
}

/** It was done, or refused halfway: the rows take the intention's place. */
export async function fulfil({ db, now }: IntentionDeps, id: string, acts: readonly Act[]): Promise<void> {
  const at = await now();
  await persistently(() =>
    inTransaction(db, async (tx) => {
      await deleteIntention(tx, id);
      await appendAudit(
        tx,
        acts.map((act) => ({ ...act, at })),
      );
    }),
  );
}

/** Nothing was done. */
export async function withdraw({ db }: Pick<IntentionDeps, "db">, id: string): Promise<void> {
  await deleteIntention(db, id);
}

/** Write down those whose process died, or could not say how it ended. Returns how many rows that made. */
export async function settleAbandoned(
  { db }: Pick<IntentionDeps, "db">,
  abandonedMs = ABANDONED_MS,
): Promise<number> {
  return await persistently(() =>
    inTransaction(db, async (tx) => {
      const entries = await takeAbandoned(tx, abandonedMs);
      const unknown = entries.map((entry) => ({ ...entry, detail: endedAs(entry.detail, "unknown") }));
      await appendAudit(tx, unknown);
      return unknown.length;
    }),
  );
}

/** How it ended, where that is not well. */
export const endedAs = (detail: JsonObject, outcome: string): JsonObject => ({ ...detail, outcome });
