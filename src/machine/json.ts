import type { Json, JsonObject } from "../../workflows/workflow.ts";

/** Deeper values than this are taken for cycles. */
const DEPTH_MAX = 64;
/** PostgreSQL's jsonb refuses these; one of them fails the statement of a whole batch. */
const UNSTORABLE = /\p{Surrogate}/u;
/** XState revives objects with this key as actor references and writes into their parent. */
const ACTOR_MARK = "xstate$$type";

/** A value that JSON would lose or change, and where it is. */
class NotJson extends Error {
  constructor(path: string, reason: string) {
    super(`${path} ${reason}`);
    this.name = "NotJson";
  }
}

/**
 * Copy a value as frozen JSON with sorted keys. Frozen, because a guard or assign that changed it in place would change
 * the snapshot that a failed step has to leave alone; sorted, because jsonb forgets the order of keys, and a chart
 * that walks them must decide the same before and after a restore. Properties that are undefined are left out.
 * Throws `NotJson` naming the path.
 */
export function toJson(value: unknown, path: string, depth = 0): Json {
  switch (typeof value) {
    case "string":
      return checkText(value, path);
    case "number":
      if (!Number.isFinite(value)) throw new NotJson(path, `is ${value}`);
      // JSON has no negative zero.
      return value === 0 ? 0 : value;
    case "boolean":
      return value;
    case "object":
      if (value === null) return null;
      if (depth > DEPTH_MAX)
        throw new NotJson(path, `is nested deeper than ${DEPTH_MAX} levels, or refers to itself`);
      return Array.isArray(value) ? copyArray(value, path, depth) : copyObject(value, path, depth);
    default:
      throw new NotJson(path, `is ${typeof value === "undefined" ? "undefined" : `a ${typeof value}`}`);
  }
}

/** `toJson` for what has to be an object. */
export function toJsonObject(value: unknown, path: string): JsonObject {
  const json = toJson(value, path);
  if (!isJsonObject(json)) throw new NotJson(path, "is not an object");
  return json;
}

function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function copyArray(value: readonly unknown[], path: string, depth: number): Json {
  // `map` would skip holes, and a hole is an undefined that JSON turns into null.
  return Object.freeze(Array.from(value, (item, index) => toJson(item, `${path}[${index}]`, depth + 1)));
}

function copyObject(value: object, path: string, depth: number): Json {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new NotJson(path, `is a ${value.constructor.name || "class instance"}, not plain JSON`);
  }
  if (Object.getOwnPropertySymbols(value).length > 0) throw new NotJson(path, "has a symbol for a key");

  const copy: Record<string, Json> = {};
  for (const [key, item] of Object.entries(value).sort(byKey)) {
    if (key === "__proto__" || key === ACTOR_MARK) throw new NotJson(path, `has the reserved key ${key}`);
    checkText(key, `a key of ${path}`);
    if (item !== undefined) copy[key] = toJson(item, `${path}.${key}`, depth + 1);
  }
  return Object.freeze(copy);
}

/** By code unit, which is the same everywhere; `localeCompare` is not. */
function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}

function checkText(text: string, path: string): string {
  if (text.includes("\u0000")) throw new NotJson(path, "has the character U+0000");
  if (UNSTORABLE.test(text)) throw new NotJson(path, "has a lone surrogate");
  return text;
}
