import { hash } from "node:crypto";
import { instantText } from "./instant-text.ts";

/**
 * JSON with sorted keys and no spaces: the same value always gives the same text, so it can be hashed. Instants are
 * written as `JSON.stringify` writes them.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (value instanceof Date) return `"${instantText(value)}"`;
  if (Array.isArray(value)) return arrayText(value);
  return objectText(value as Readonly<Record<string, unknown>>);
}

// Every event is hashed: text is appended in loops, because pieces in arrays, to be joined, cost twice as much.
function arrayText(items: readonly unknown[]): string {
  let text = "";
  for (const item of items) text += `${text === "" ? "" : ","}${canonicalJson(item)}`;
  return `[${text}]`;
}

function objectText(fields: Readonly<Record<string, unknown>>): string {
  let text = "";
  // By code unit, which is the same everywhere.
  // oxlint-disable-next-line typescript/require-array-sort-compare
  for (const key of Object.keys(fields).sort()) {
    const member = fields[key];
    if (member !== undefined) text += `${text === "" ? "" : ","}${keyText(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

/** Names of fields are few and come again with every event. */
const keyTexts = new Map<string, string>();
const KEY_TEXTS_MAX = 2_000;

function keyText(key: string): string {
  const known = keyTexts.get(key);
  if (known !== undefined) return known;
  const text = JSON.stringify(key);
  if (keyTexts.size < KEY_TEXTS_MAX) keyTexts.set(key, text);
  return text;
}

/** Hex SHA-256 of a text in UTF-8. */
export const sha256 = (text: string): string => hash("sha256", text);
