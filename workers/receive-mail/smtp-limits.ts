/**
 * How much mail may come from an address. Counted in this process's memory, as at the door for deliveries: a mail host that hears
 * 450 comes again, so nothing is lost.
 */
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { networkOf } from "../../src/lib/network-of.ts";

const WINDOW_S = 60;
/** Wrong recipients in a window: a mailing list that has gone stale, and not who tries out addresses. */
const STRANGERS_MAX = 20;

export interface SmtpLimits {
  /** Seconds to wait before another message; undefined when this one may come. */
  countMessage(address: string): Promise<number | undefined>;
  /** Somebody named a recipient who is not here. */
  countStranger(address: string): Promise<void>;
  /** Seconds to wait before another recipient may be named; undefined when one may. */
  waitOf(address: string): Promise<number | undefined>;
}

/** `perAddress` is messages a minute, of IPv6 from one /56; Infinity for as many as come. */
export function createSmtpLimits({ perAddress }: { readonly perAddress: number }): SmtpLimits {
  const messages =
    perAddress === Infinity ? undefined : new RateLimiterMemory({ points: perAddress, duration: WINDOW_S });
  const strangers = new RateLimiterMemory({ points: STRANGERS_MAX, duration: WINDOW_S });
  const keyOf = (address: string): string => networkOf(address, 56);
  return {
    countMessage: async (address) => await refused(messages, keyOf(address)),
    async countStranger(address) {
      await refused(strangers, keyOf(address));
    },
    async waitOf(address) {
      const so = await strangers.get(keyOf(address));
      return so !== null && so.consumedPoints >= STRANGERS_MAX ? seconds(so) : undefined;
    },
  };
}

async function refused(limiter: RateLimiterMemory | undefined, key: string): Promise<number | undefined> {
  try {
    await limiter?.consume(key);
    return undefined;
  } catch (over) {
    if (over instanceof RateLimiterRes) return seconds(over);
    throw over;
  }
}

const seconds = ({ msBeforeNext }: RateLimiterRes): number => Math.max(1, Math.ceil(msBeforeNext / 1_000));
