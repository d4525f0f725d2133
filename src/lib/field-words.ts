/**
 * What zod found, in words for whoever sent it: what was expected, never how a schema is built. A message that stands
 * on a schema itself goes before these.
 */
import { z } from "zod";

type Finding = z.core.$ZodRawIssue;

const kinds: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

const formats: Readonly<Record<string, string>> = {
  uuid: "a UUID such as 01a20335-7b09-75f0-87fb-107aea84417c",
  email: "an e-mail address such as ines@example.org",
  date: "a date such as 2026-03-02",
  datetime: "an instant such as 2026-03-02T09:00:00Z",
  url: "an address such as https://example.org",
};

/** One sentence for a finding; undefined leaves zod its own. */
function inWords(found: Finding): string | undefined {
  if (found.code === "unrecognized_keys") return unknownField(found.inst);
  const expected = expectation(found);
  if (expected === undefined) return undefined;
  return found.input === undefined ? `is missing; expected ${expected}` : `expected ${expected}`;
}

function expectation(found: Finding): string | undefined {
  switch (found.code) {
    case "invalid_type":
      return kinds[found.expected] ?? found.expected;
    case "invalid_value":
      return found.values.length === 1 ? String(found.values[0]) : `one of ${found.values.join(", ")}`;
    case "invalid_format":
      return formats[found.format] ?? (found.pattern && `text of the pattern ${found.pattern}`);
    case "too_small":
      return amount(found.origin, found.minimum, "more");
    case "too_big":
      return amount(found.origin, found.maximum, "less");
    case "invalid_union":
      return alternatives(found.errors);
    default:
      return undefined;
  }
}

function amount(origin: string, bound: number | bigint, direction: "more" | "less"): string {
  const many = direction === "more" ? "at least" : "at most";
  switch (origin) {
    case "string":
      return `${many} ${bound} ${bound === 1 ? "character" : "characters"}`;
    case "array":
    case "set":
      return `${many} ${bound} ${bound === 1 ? "entry" : "entries"}`;
    default:
      return `${bound} or ${direction}`;
  }
}

/** A misspelt name is found soonest beside the right ones. */
function unknownField(schema: Finding["inst"]): string {
  const known = schema instanceof z.core.$ZodObject ? Object.keys(schema._zod.def.shape) : namesOf(schema);
  return known.length === 0
    ? "is not known here; expected no fields"
    : `is not a known field here; expected ${known.join(", ")}`;
}

function namesOf(schema: Finding["inst"]): readonly string[] {
  const names = schema instanceof z.core.$ZodRecord ? schema._zod.def.keyType._zod.values : undefined;
  return [...(names ?? [])].map(String);
}

/** What each branch of a union would have taken; undefined when a branch failed somewhere deeper. */
function alternatives(branches: readonly (readonly z.core.$ZodIssue[])[]): string | undefined {
  const wanted = branches.map(([first]) => first?.message.replace(/^(?:is missing; )?expected /, ""));
  return branches.some((found) => found.some(({ path }) => path.length > 0)) || wanted.length === 0
    ? undefined
    : [...new Set(wanted)].join(", or ");
}

/** Have zod speak these words in this process; what is read from outside is then told in them. */
export function speakFieldWords(): void {
  z.config({ customError: inWords });
}
