/**
 * The fields of a form as JSON would have them: `a[b][c]=1` is `{ a: { b: { c: "1" } } }`, as PHP reads it and the
 * content management systems write it. Unlike PHP and the libraries for it nothing is dropped, cut or overwritten:
 * what cannot be kept is a problem that says where.
 */
import { reasonText } from "../contract/reasons.ts";
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

/** In UTF-16 units. */
const NAME_MAX = 1000;

/** `application/x-www-form-urlencoded` (WHATWG URL), but strict: what is not percent-encoded UTF-8 is a problem. */
export function parseUrlencoded(
  body: Buffer,
  limits: Limits,
): { fields: JsonMembers } | { problem: Problem } {
  const decoded = decodeUtf8(body);
  if ("problem" in decoded) return decoded;

  const pairs = decoded.text
    .trim()
    .split("&")
    .filter((pair) => pair !== "");
  const form = new FormTree(limits);
  for (const [index, pair] of pairs.entries()) {
    const equals = pair.indexOf("=");
    const name = percentDecode(equals < 0 ? pair : pair.slice(0, equals));
    const value = percentDecode(equals < 0 ? "" : pair.slice(equals + 1));
    if (name === null || value === null) {
      const reason = reasonText("field-encoding", { field: index + 1 });
      return {
        problem: { kind: "encoding", reason, ...(name === null ? {} : { pointer: pointerTo("", name) }) },
      };
    }
    const problem = form.add(name, value);
    if (problem !== null) return { problem };
  }
  return { fields: form.members() };
}

type Branch = Map<string, Branch | Leaf>;
interface Leaf {
  readonly values: string[];
  /** Sent as `a[]`: a list even with one value in it. */
  isList: boolean;
}

/** Fields in the order in which they come in. */
export class FormTree {
  readonly #limits: Limits;
  readonly #root: Branch = new Map();
  #count = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Returns why the field cannot be kept, or null. */
  add(name: string, value: string): Problem | null {
    const { membersMax, depthMax } = this.#limits;
    this.#count += 1;
    if (this.#count > membersMax) {
      return { kind: "limit", reason: reasonText("fields", { count: membersMax }) };
    }
    if (name.length > NAME_MAX) {
      return {
        kind: "limit",
        reason: reasonText("name-length", { field: this.#count, count: NAME_MAX }),
      };
    }
    const path = pathOf(name);
    if (path.length > depthMax) {
      return {
        kind: "limit",
        reason: reasonText("name-depth", { field: this.#count, count: depthMax }),
      };
    }
    const wrongName = path.map(keyFault).find((fault) => fault !== null);
    if (wrongName !== undefined) {
      return { kind: "shape", reason: `The name of field ${this.#count} ${wrongName}` };
    }
    const wrongValue = textFault(value);
    if (wrongValue !== null) {
      return { kind: "encoding", reason: `The value ${wrongValue}`, pointer: pointerTo("", name) };
    }
    place(this.#root, path, value);
    return null;
  }

  members(): JsonMembers {
    return membersOf(this.#root);
  }
}

/** `a[b][]` as `a`, `b` and nothing. Brackets that are not in pairs to the end are part of the name. */
function pathOf(name: string): string[] {
  const [, first, rest = ""] = /^([^[\]]+)((?:\[[^[\]]*\])+)$/.exec(name) ?? [];
  return first === undefined ? [name] : [first, ...rest.slice(1, -1).split("][")];
}

function place(root: Branch, path: readonly string[], value: string): void {
  let branch = root;
  let rest = path;
  for (;;) {
    const [key = "", ...after] = rest;
    const isEnd = after.length === 0 || (after.length === 1 && after[0] === "");
    if (isEnd) return placeLeaf(branch, key, value, after.length === 1);
    const inner = branchAt(branch, key);
    // In the middle of a name `[]` is the next row, as PHP counts.
    rest = after[0] === "" ? [String(inner.size), ...after.slice(1)] : after;
    branch = inner;
  }
}

function placeLeaf(branch: Branch, key: string, value: string, isListed: boolean): void {
  const there = branch.get(key);
  if (there instanceof Map) return placeLeaf(there, "", value, isListed); // `a[b]=1&a=2`: both stay.
  const leaf = there ?? { values: [], isList: false };
  leaf.values.push(value);
  leaf.isList ||= isListed;
  branch.set(key, leaf);
}

function branchAt(branch: Branch, key: string): Branch {
  const there = branch.get(key);
  if (there instanceof Map) return there;
  const inner: Branch = new Map(there === undefined ? [] : [["", there]]);
  branch.set(key, inner);
  return inner;
}

function membersOf(branch: Branch): JsonMembers {
  return Object.fromEntries([...branch].map(([key, inner]) => [key, valueOf(inner)]));
}

function valueOf(inner: Branch | Leaf): JsonValue {
  if (!(inner instanceof Map)) {
    const [only = ""] = inner.values;
    return inner.values.length > 1 || inner.isList ? inner.values : only;
  }
  const isCounted = [...inner.keys()].every((key, index) => key === String(index));
  return isCounted ? [...inner.values()].map(valueOf) : membersOf(inner);
}

/** `{ contact: { email } }` as `contact.email`. Lists of plain values stay lists. */
export function flatten(members: JsonMembers): FormFields {
  return new Map([...leavesOf(members)].map(([path, value]) => [path, plainAnswer(value)]));
}

/** The same before the values are put into words; what `isWhole` says of an object stays one. */
export function leavesOf(
  members: JsonMembers,
  isWhole: (value: JsonMembers) => boolean = () => false,
): ReadonlyMap<string, JsonValue> {
  const leaves = new Map<string, JsonValue>();

  function add(value: JsonValue, path: string): void {
    if (isPlain(value) || (isMembers(value) && isWhole(value))) {
      addLeaf(leaves, path, value);
      return;
    }
    for (const [key, member] of Object.entries(value ?? {})) add(member, `${path}.${key}`);
  }
  for (const [key, member] of Object.entries(members)) add(member, key);
  return leaves;
}

/** An empty object is plain, so that its name is kept. */
export function isPlain(value: JsonValue): boolean {
  if (isMembers(value)) return Object.keys(value).length === 0;
  return !isList(value) || value.every((item) => !isMembers(item) && !isList(item));
}

/** `a.b` beside `a: { b }` must not push the other out. */
function addLeaf(leaves: Map<string, JsonValue>, path: string, value: JsonValue): void {
  let free = path;
  for (let again = 2; leaves.has(free); again++) free = `${path} (${again})`;
  leaves.set(free, value);
}

function percentDecode(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return null;
  }
}
