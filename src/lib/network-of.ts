import { isIPv6 } from "node:net";

/** An IPv4 address as it is; of an IPv6 address the network of so many bits that it is in, such as `2001:db8:aa:1100::/56`. */
export function networkOf(address: string, bits: 56 | 64): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, "");
  return isIPv6(bare) ? networkOfV6(bare, bits) : bare;
}

function networkOfV6(address: string, bits: 56 | 64): string {
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
