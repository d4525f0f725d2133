import type { Problem } from "./adapter.ts";
import type { AnswerValue } from "./inquiry.ts";
import { plainAnswer } from "./plain-answer.ts";
import {
  decodeUtf8,
  isList,
  isMembers,
  keyFault,
  pointerTo,
  textFault,
  type JsonMembers,
  type JsonValue,
  type Limits,
} from "./safe-json.ts";

/** The answers of a form by name, nested names joined by a dot; a map, so that no name can reach a prototype. */
export type FormFields = ReadonlyMap<string, AnswerValue>;

/** `application/x-www-form-urlencoded` (WHATWG URL), but strict: what is not percent-encoded UTF-8 is a problem. */
export function parseUrlencoded(
  body: Buffer,
  { membersMax }: Limits,
): { fields: FormFields } | { problem: Problem } {
  const decoded = decodeUtf8(body);
  if ("problem" in decoded) return decoded;

  const pairs = decoded.text
    .trim()
    .split("&")
    .filter((pair) => pair !== "");
  if (pairs.length > membersMax) {
    return { problem: { kind: "limit", reason: `The body has more than ${membersMax} fields` } };
  }
  const fields = new Map<string, AnswerValue>();
  for (const [index, pair] of pairs.entries()) {
    const equals = pair.indexOf("=");
    const name = percentDecode(equals < 0 ? pair : pair.slice(0, equals));
    const value = percentDecode(equals < 0 ? "" : pair.slice(equals + 1));
    if (name === null || value === null) {
      const reason = `Field ${index + 1} is not percent-encoded UTF-8`;
      return {
        problem: { kind: "encoding", reason, ...(name === null ? {} : { pointer: pointerTo("", name) }) },
      };
    }
    const wrongName = keyFault(name);
    if (wrongName !== null)
      return { problem: { kind: "shape", reason: `The name of field ${index + 1} ${wrongName}` } };
    const wrongValue = textFault(value);
    if (wrongValue !== null) {
      return {
        problem: { kind: "encoding", reason: `The value ${wrongValue}`, pointer: pointerTo("", name) },
      };
    }
    addValue(fields, name.endsWith("[]") ? name.slice(0, -2) : name, value);
  }
  return { fields };
}

/** `{ contact: { email } }` as `contact.email`. Lists of plain values stay lists. */
export function flatten(members: JsonMembers): FormFields {
  const fields = new Map<string, AnswerValue>();

  function add(value: JsonValue, path: string): void {
    if (isPlain(value)) {
      addAnswer(fields, path, plainAnswer(value));
      return;
    }
    for (const [key, member] of Object.entries(value ?? {})) add(member, `${path}.${key}`);
  }
  for (const [key, member] of Object.entries(members)) add(member, key);
  return fields;
}

/** An empty object is plain, so that its name is kept. */
function isPlain(value: JsonValue): boolean {
  if (isMembers(value)) return Object.keys(value).length === 0;
  return !isList(value) || value.every((item) => !isMembers(item) && !isList(item));
}

/** `a.b` beside `a: { b }` must not push the other out. */
function addAnswer(fields: Map<string, AnswerValue>, path: string, value: AnswerValue): void {
  let free = path;
  for (let again = 2; fields.has(free); again++) free = `${path} (${again})`;
  fields.set(free, value);
}

function addValue(fields: Map<string, AnswerValue>, name: string, value: string): void {
  const before = fields.get(name);
  if (before === undefined) fields.set(name, value);
  else fields.set(name, Array.isArray(before) ? [...before, value] : [String(before), value]);
}

function percentDecode(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return null;
  }
}
