import { InvalidInput } from "../lib/errors.ts";
import { isId } from "../lib/ids.ts";
import type { AuditPlace } from "../store/audit.ts";

/** The place after a row among those of all chains, opaque to callers. */
export const auditCursor = ({ at, programmeId, seq }: AuditPlace): string =>
  Buffer.from(`${at.toISOString()} ${programmeId} ${seq}`, "utf8").toString("base64url");

/** Throws `bad-request` for anything we did not write. */
export function readAuditCursor(text: string | undefined): AuditPlace | undefined {
  if (text === undefined) return undefined;
  const [instant = "", programmeId = "", number = ""] = Buffer.from(text, "base64url")
    .toString("utf8")
    .split(" ");
  const [at, seq] = [new Date(instant), Number(number)];
  if (!Number.isNaN(at.getTime()) && isId(programmeId) && Number.isSafeInteger(seq))
    return { at, programmeId, seq };
  throw new InvalidInput(
    "The cursor is not one of ours",
    [{ pointer: "/cursor", detail: "expected `next` of the page before" }],
    "bad-request",
  );
}
