import type { Request } from "express";
import { InvalidInput } from "../../lib/errors.ts";

/** `Idempotency-Key`: a quoted string as the draft has it, or the same without quotes. Throws `bad-request`. */
export function idempotencyKeyOf(request: Request): string | undefined {
  const header = request.get("Idempotency-Key");
  if (header === undefined) return undefined;
  const key = header.replace(/^"(.*)"$/, "$1");
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw bad("Idempotency-Key", "expected 1 to 200 visible ASCII characters");
}

/** `If-Match`: the revision as GET's ETag gave it; `*` means any. Throws `bad-request`. */
export function expectedRevisionOf(request: Request): number | undefined {
  const header = request.get("If-Match");
  if (header === undefined || header === "*") return undefined;
  const [, revision] = /^(?:W\/)?"?(\d{1,15})"?$/.exec(header.trim()) ?? [];
  if (revision !== undefined) return Number(revision);
  throw bad("If-Match", 'expected one revision, such as "3"');
}

const bad = (header: string, detail: string): InvalidInput =>
  new InvalidInput(
    `The header ${header} is not as expected`,
    [{ pointer: `/headers/${header}`, detail }],
    "bad-request",
  );
