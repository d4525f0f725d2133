/** Notes when tokens were last used, to the minute and beside the request: nobody waits for it. */
import type { Log } from "../lib/log.ts";
import type { Db } from "../store/database.ts";
import { noteUse } from "../store/tokens.ts";

const EVERY_MS = 60_000;
/** Tokens remembered at most; the oldest are forgotten first and then noted once too often. */
const REMEMBERED_MAX = 10_000;

export interface LastUsed {
  note(tokenId: string): void;
}

export function createLastUsed(db: Db, now: () => Promise<Date>, log: Log): LastUsed {
  const notedAt = new Map<string, number>();
  const write = async (id: string): Promise<void> => {
    try {
      await noteUse(db, id, await now());
    } catch (error) {
      log.debug({ err: error }, "The last use of a token was not noted");
    }
  };
  return {
    note(tokenId) {
      const at = performance.now();
      if (at - (notedAt.get(tokenId) ?? -EVERY_MS) < EVERY_MS) return;
      notedAt.delete(tokenId);
      notedAt.set(tokenId, at);
      const oldest = notedAt.size > REMEMBERED_MAX ? notedAt.keys().next().value : undefined;
      if (oldest !== undefined) notedAt.delete(oldest);
      void write(tokenId);
    },
  };
}
