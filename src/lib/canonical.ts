import { hash } from "node:crypto";

/**
 * JSON with sorted keys and no spaces: the same value always gives the same text, so it can be hashed. Instants are
 * written as `JSON.stringify` writes them.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (value instanceof Date) return JSON.stringify(value);
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members: string[] = [];
  const fields: Readonly<Record<string, unknown>> = { ...value };
  // By code unit, which is the same everywhere.
  // oxlint-disable-next-line typescript/require-array-sort-compare
  for (const key of Object.keys(fields).sort()) {
    const member = fields[key];
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`);
  }
  return `{${members.join(",")}}`;
}

/** Hex SHA-256 of a text in UTF-8. */
export const sha256 = (text: string): string => hash("sha256", text);
