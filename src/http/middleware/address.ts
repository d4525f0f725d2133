import { isIPv6 } from "node:net";
import type { Request } from "express";

/**
 * Whose tries are counted together: an IPv4 address, or the network that one line of IPv6 is given: a /64 at least, a /56
 * with many providers. Behind proxies it is what the
 * trusted ones say (TRUSTED_PROXIES); what a caller writes into X-Forwarded-For itself counts for nothing.
 */
export function addressOf(request: Request, networkBits: 56 | 64 = 64): string {
  const address = (request.ip ?? "").replace(/^::ffff:(?=\d+\.)/i, "");
  return isIPv6(address) ? networkOf(address, networkBits) : address;
}

function networkOf(address: string, bits: 56 | 64): string {
  const [head = "", tail] = (address.split("%")[0] ?? "").split("::");
  const before = head.split(":").filter(Boolean);
  const after = (tail ?? "").split(":").filter(Boolean);
  const gap = Array.from(
    { length: tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length) },
    () => "0",
  );
  const groups = [...before, ...gap, ...after].slice(0, 4).map((group) => Number.parseInt(group, 16));
  const network = groups.map((group, index) => (bits === 56 && index === 3 ? group & 0xff_00 : group));
  return `${network.map((group) => group.toString(16)).join(":")}::/${bits}`;
}
