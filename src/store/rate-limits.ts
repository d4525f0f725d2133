/** Counters that all processes share, kept by rate-limiter-flexible in our table. Real time. */
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Db } from "./database.ts";

export interface Counter {
  /** Count one more. Returns how many there are in the window, and the milliseconds until it ends or the lock is over. */
  count(
    key: string,
  ): Promise<{ readonly counted: number; readonly waitMs: number; readonly isOver: boolean }>;
  /** Milliseconds for which the key is over its limit or locked; 0 when it is not. */
  waitMs(key: string): Promise<number>;
  /** Over the limit for so many seconds, whatever was counted. */
  lock(key: string, seconds: number): Promise<void>;
  forget(key: string): Promise<void>;
}

export function openCounter(
  db: Db,
  { name, max, windowS }: { readonly name: string; readonly max: number; readonly windowS: number },
): Counter {
  const limiter = new RateLimiterPostgres({
    storeClient: db,
    storeType: "pool",
    tableName: "rate_limit",
    tableCreated: true,
    keyPrefix: name,
    points: max,
    duration: windowS,
  });
  return {
    async count(key) {
      try {
        const { consumedPoints, msBeforeNext } = await limiter.consume(key);
        return { counted: consumedPoints, waitMs: msBeforeNext, isOver: false };
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return { counted: refusal.consumedPoints, waitMs: refusal.msBeforeNext, isOver: true };
      }
    },
    async waitMs(key) {
      const found = await limiter.get(key);
      return found === null || found.consumedPoints <= max ? 0 : found.msBeforeNext;
    },
    lock: async (key, seconds) => void (await limiter.block(key, seconds)),
    forget: async (key) => void (await limiter.delete(key)),
  };
}
