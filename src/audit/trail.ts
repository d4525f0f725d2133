/**
 * Keeps who saw and changed what, before they are answered. What is recorded while a write is under way is written together
 * by the next: however many read at once, each chain is locked once.
 */
import type { AuditEntry } from "../store/audit.ts";
import { appendAudit } from "../store/audit.ts";
import type { Db } from "../store/database.ts";
import { inTransaction, persistently } from "../store/database.ts";

/** The trail stamps the time itself. */
export type Act = Omit<AuditEntry, "at">;

export interface Trail {
  /** Resolves once the acts are committed; throws what the database threw, and then nothing of them is kept. */
  record(acts: readonly Act[]): Promise<void>;
}

interface TrailDeps {
  readonly db: Db;
  /** Domain time. */
  readonly now: () => Promise<Date>;
}

const ACTS_AT_ONCE = 500;

interface Waiting {
  readonly acts: readonly Act[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export function createTrail({ db, now }: TrailDeps): Trail {
  let waiting: Waiting[] = [];
  let isWriting = false;

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      const batch = takeBatch();
      try {
        await write(batch.flatMap(({ acts }) => acts));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isWriting = false;
  }

  function takeBatch(): Waiting[] {
    let acts = 0;
    const fitting = waiting.findIndex((one, index) => {
      acts += one.acts.length;
      return index > 0 && acts > ACTS_AT_ONCE;
    });
    const batch = fitting === -1 ? waiting : waiting.slice(0, fitting);
    waiting = fitting === -1 ? [] : waiting.slice(fitting);
    return batch;
  }

  async function write(acts: readonly Act[]): Promise<void> {
    const at = await now();
    const entries = acts.map((act) => ({ ...act, at }));
    await persistently(() => inTransaction(db, (tx) => appendAudit(tx, entries)));
  }

  return {
    async record(acts) {
      if (acts.length === 0) return;
      await new Promise<void>((resolve, reject) => {
        waiting.push({ acts, resolve, reject });
        if (!isWriting) void writeAll();
      });
    },
  };
}
