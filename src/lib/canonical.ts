import { createHash } from "node:crypto";

/** JSON with sorted keys and no spaces: the same value always gives the same text, so it can be hashed. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members: string[] = [];
  for (const [key, member] of Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`);
  }
  return `{${members.join(",")}}`;
}

/** Hex SHA-256 of a text in UTF-8. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
