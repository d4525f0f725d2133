/**
 * Bytes to a JSON value that is safe to keep: strict UTF-8, no U+0000 or lone surrogate (PostgreSQL refuses both
 * in jsonb), no key that could reach a prototype, and bounds on depth and size.
 */
import { isUtf8 } from "node:buffer";
import { reasonText } from "../contract/reasons.ts";
import type { Problem } from "./adapter.ts";
import { countKeys, firstRepeatedKey } from "./repeated-key.ts";

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonMembers;
export interface JsonMembers {
  readonly [key: string]: JsonValue;
}

export function isMembers(value: JsonValue | undefined): value is JsonMembers {
  return typeof value === "object" && value !== null && !isList(value);
}

/** `Array.isArray` that knows what is in the list. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

export interface Limits {
  readonly depthMax: number;
  /** Object members and array items, all counted. */
  readonly membersMax: number;
}

/** The text, without a byte order mark, or why it is not UTF-8. */
export function decodeUtf8(body: Buffer): { text: string } | { problem: Problem } {
  if (!isUtf8(body)) {
    const reason = reasonText("utf-8");
    return { problem: { kind: "encoding", reason } };
  }
  const text = body.toString("utf8");
  return { text: text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text };
}

const BYTE_ORDER_MARK = "\uFEFF";

export function parseJson(body: Buffer, limits: Limits): { value: JsonValue } | { problem: Problem } {
  const decoded = decodeUtf8(body);
  if ("problem" in decoded) return decoded;
  const { text } = decoded;

  let value: JsonValue;
  try {
    value = JSON.parse(text);
  } catch {
    return {
      problem: { kind: "syntax", reason: reasonText("json") },
    };
  }
  const checked = checkValue(value, limits, ESCAPED_FAULT.test(text));
  if ("problem" in checked) return checked;
  const repeated = checkRepeats(text, checked.keys);
  return repeated === null ? { value } : { problem: repeated };
}

/** Strict UTF-8 and strict JSON leave escapes as the only way for U+0000 or half a surrogate pair to come in. */
const ESCAPED_FAULT = /\\u(?:0000|d[89a-f])/i;

/** Why text cannot be kept, or null. */
export function textFault(text: string): string | null {
  if (text.includes("\0")) return "contains U+0000; expected text without it";
  if (/\p{Surrogate}/u.test(text)) return "contains a lone surrogate; expected well-formed Unicode";
  return null;
}

/** Why a key cannot be kept, or null. */
export function keyFault(key: string): string | null {
  if (key === "__proto__" || key === "constructor") return `is named ${key}; expected another name`;
  return textFault(key);
}

/** A reference token of a JSON Pointer (RFC 6901 section 3). */
export function pointerTo(parent: string, key: string | number): string {
  return `${parent}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** Counts the keys of all objects on the way. Text is looked into only when some of it may have a fault. */
function checkValue(
  root: JsonValue,
  { depthMax, membersMax }: Limits,
  mayHaveFaults: boolean,
): { keys: number } | { problem: Problem } {
  let [keys, items] = [0, 0];
  const path: (string | number)[] = [];
  const problem = (kind: Problem["kind"], reason: string): Problem => ({
    kind,
    reason,
    pointer: path.reduce<string>(pointerTo, ""),
  });

  function check(value: JsonValue, depth: number): Problem | null {
    if (typeof value === "string") {
      const fault = mayHaveFaults ? textFault(value) : null;
      return fault === null ? null : problem("encoding", `The value ${fault}`);
    }
    if (typeof value !== "object" || value === null) return null;
    if (depth > depthMax) return problem("limit", reasonText("depth", { count: depthMax }));
    return isList(value) ? checkItems(value, depth) : checkMembers(value, depth);
  }

  function checkItems(list: readonly JsonValue[], depth: number): Problem | null {
    for (let index = 0; index < list.length; index += 1) {
      const found = checkOne(index, list[index] ?? null, depth);
      if (found !== null) return found;
    }
    return null;
  }

  function checkMembers(members: JsonMembers, depth: number): Problem | null {
    for (const key of Object.keys(members)) {
      const fault = keyFault(key);
      if (fault !== null) {
        path.push(safe(key));
        return problem("shape", `A field ${fault}`);
      }
      keys += 1;
      const found = checkOne(key, members[key] ?? null, depth);
      if (found !== null) return found;
    }
    return null;
  }

  function checkOne(key: string | number, value: JsonValue, depth: number): Problem | null {
    items += 1;
    if (items > membersMax) return problem("limit", reasonText("fields", { count: membersMax }));
    path.push(key);
    const found = check(value, depth + 1);
    if (found === null) path.pop();
    return found;
  }

  const found = check(root, 1);
  return found === null ? { keys } : { problem: found };
}

/**
 * A key sent twice is read differently by different programs, so the signer may have meant the other one. `JSON.parse` keeps
 * the last, so a text with a repeated key has more keys than what was made of it.
 */
function checkRepeats(text: string, keysKept: number): Problem | null {
  if (countKeys(text) === keysKept) return null;
  const repeated = firstRepeatedKey(text);
  if (repeated === null) return null;
  return {
    kind: "shape",
    reason: reasonText("field-twice", { field: repeated.slice(0, 100) }),
  };
}

/** The pointer of a faulty key goes into an answer, so the fault itself must not. */
function safe(key: string): string {
  return key.replaceAll("\0", "\uFFFD").replace(/\p{Surrogate}/gu, "\uFFFD");
}
