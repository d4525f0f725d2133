/** What several vendors do with values: entities, files by address, lists written as text, dates of their own. */
import type { AnswerValue } from "../inquiry.ts";
import { plainAnswer } from "../plain-answer.ts";
import { isList, isMembers, parseJson, textFault, type JsonMembers, type JsonValue } from "../safe-json.ts";

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

/** Undo what PHP's htmlspecialchars did, once. The result is text and never markup. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (entity, decimal, hex, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? entity;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    if (code > 0x10_ff_ff) return entity;
    const character = String.fromCodePoint(code);
    return textFault(character) === null ? character : entity;
  });
}

/** The name at the end of an address. What is drawn or uploaded into the value itself is named by its type only. */
export function fileNameIn(address: string): string {
  const [, inline] = /^data:([\w.+-]+\/[\w.+-]+)?[;,]/i.exec(address) ?? [];
  if (address.startsWith("data:")) return `a file of type ${inline ?? "text/plain"}`;
  if (!isAddress(address)) return address;
  const path = address.split(/[?#]/, 1)[0] ?? "";
  const name = path.slice(path.lastIndexOf("/") + 1);
  try {
    const decoded = decodeURIComponent(name);
    return (textFault(decoded) === null ? decoded : name) || address;
  } catch {
    return name || address;
  }
}

export const isAddress = (text: string): boolean => /^https?:\/\/[^\s/]+\//i.test(text);

/** A list or an object that was sent as text. Undefined for text that is only text. */
export function structureInText(
  value: JsonValue | undefined,
): JsonMembers | readonly JsonValue[] | undefined {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return undefined;
  const parsed = parseJson(Buffer.from(value), { depthMax: 10, membersMax: 1000 });
  if ("problem" in parsed) return undefined;
  return isList(parsed.value) || isMembers(parsed.value) ? parsed.value : undefined;
}

/** Names of files that are told as addresses, or as objects with a name among their members. */
export function fileNames(value: JsonValue | undefined): AnswerValue {
  if (typeof value === "string") return value === "" ? [] : [fileNameIn(value)];
  if (isMembers(value)) return [nameOf(value)];
  if (!isList(value)) return plainAnswer(value);
  return value.map((file) => {
    if (isMembers(file)) return nameOf(file);
    return typeof file === "string" ? fileNameIn(file) : JSON.stringify(file);
  });
}

function nameOf(file: JsonMembers): string {
  const { name, filename, fileName, url, link, uri, id } = file;
  const found = [name, filename, fileName, url, link, uri, id].find(
    (each) => each !== undefined && each !== null,
  );
  return typeof found === "string" ? fileNameIn(found) : "a file";
}

/** Seconds or milliseconds since 1970, as ISO 8601. Undefined for what is no such number. */
export function instantOfEpoch(value: JsonValue | undefined, unit: "s" | "ms"): string | undefined {
  const number = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (typeof number !== "number") return undefined;
  const date = new Date(unit === "s" ? number * 1000 : number);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 || date.getUTCFullYear() < 1970
    ? undefined
    : date.toISOString();
}

/** Part of a unique key: a short text or a number; null for everything else, which names nothing. */
export function idOf(value: JsonValue | undefined): string | null {
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  return typeof value === "string" && value !== "" && value.length <= 200 ? value : null;
}

/** Several ids as one; null when the first is missing. */
export function keyOf(...ids: readonly (string | null)[]): string | null {
  return ids[0] === null || ids[0] === undefined ? null : ids.filter((id) => id !== null).join("/");
}

export const textOf = (value: JsonValue | undefined): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";
