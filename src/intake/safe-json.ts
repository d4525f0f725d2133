/**
 * Bytes to a JSON value that is safe to keep: strict UTF-8, no U+0000 or lone surrogate (PostgreSQL refuses both
 * in jsonb), no key that could reach a prototype, and bounds on depth and size.
 */
import type { Problem } from "./adapter.ts";
import { firstRepeatedKey } from "./repeated-key.ts";

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
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(body) };
  } catch {
    const reason = "The body is not valid UTF-8; expected UTF-8 without invalid bytes";
    return { problem: { kind: "encoding", reason } };
  }
}

export function parseJson(body: Buffer, limits: Limits): { value: JsonValue } | { problem: Problem } {
  const decoded = decodeUtf8(body);
  if ("problem" in decoded) return decoded;

  let value: JsonValue;
  try {
    value = JSON.parse(decoded.text);
  } catch {
    return {
      problem: { kind: "syntax", reason: "The body is not JSON; expected one JSON value (RFC 8259)" },
    };
  }
  const problem = checkValue(value, limits) ?? checkRepeats(decoded.text);
  return problem === null ? { value } : { problem };
}

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

function checkValue(root: JsonValue, { depthMax, membersMax }: Limits): Problem | null {
  let members = 0;

  function check(value: JsonValue, pointer: string, depth: number): Problem | null {
    if (typeof value === "string") {
      const fault = textFault(value);
      return fault === null ? null : { kind: "encoding", reason: `The value ${fault}`, pointer };
    }
    if (typeof value !== "object" || value === null) return null;
    if (depth > depthMax) {
      return { kind: "limit", reason: `The body nests deeper than ${depthMax} levels`, pointer };
    }
    for (const [key, member] of Object.entries(value)) {
      if (++members > membersMax) {
        return { kind: "limit", reason: `The body has more than ${membersMax} fields`, pointer };
      }
      const fault = keyFault(key);
      if (fault !== null)
        return { kind: "shape", reason: `A field ${fault}`, pointer: pointerTo(pointer, safe(key)) };
      const problem = check(member, pointerTo(pointer, key), depth + 1);
      if (problem !== null) return problem;
    }
    return null;
  }

  return check(root, "", 1);
}

/** A key sent twice is read differently by different programs, so the signer may have meant the other one. */
function checkRepeats(text: string): Problem | null {
  const repeated = firstRepeatedKey(text);
  if (repeated === null) return null;
  return {
    kind: "shape",
    reason: `The field ${repeated.slice(0, 100)} stands twice in one object; expected it once`,
  };
}

/** The pointer of a faulty key goes into an answer, so the fault itself must not. */
function safe(key: string): string {
  return key.replaceAll("\0", "\uFFFD").replace(/\p{Surrogate}/gu, "\uFFFD");
}
