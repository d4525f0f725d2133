import type { z } from "zod";
import type { auditRow } from "../contract/audit.ts";

const COLUMNS = [
  "programme",
  "seq",
  "at",
  "actor",
  "on behalf of",
  "act",
  "subject",
  "subject id",
  "detail",
  "chain",
] as const;

/** RFC 4180, with a line of headings. */
export function auditCsv(rows: readonly z.output<typeof auditRow>[]): string {
  const lines = rows.map(({ programme, seq, at, actor, onBehalfOf, act, subject, detail, chain }) =>
    [programme, seq, at, actor, onBehalfOf, act, subject.kind, subject.id, JSON.stringify(detail), chain].map(
      cell,
    ),
  );
  return [COLUMNS.map(cell), ...lines].map((line) => `${line.join(",")}\r\n`).join("");
}

/** What a spreadsheet would take for a formula is kept text by an apostrophe (OWASP, CSV injection). */
function cell(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
