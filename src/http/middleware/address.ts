import type { Request } from "express";
import { networkOf } from "../../lib/network-of.ts";

/**
 * Whose tries are counted together: an IPv4 address, or the network that one line of IPv6 is given: a /64 at least, a /56
 * with many providers. Behind proxies it is what the
 * trusted ones say (TRUSTED_PROXIES); what a caller writes into X-Forwarded-For itself counts for nothing.
 */
export function addressOf(request: Request, networkBits: 56 | 64 = 64): string {
  return networkOf(request.ip ?? "", networkBits);
}
