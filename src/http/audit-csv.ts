import type { z } from "zod";
import type { auditRow } from "../contract/audit.ts";
import { csvOf } from "./csv.ts";

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

export const auditCsvHead: string = csvOf([COLUMNS]);

/** Without the line of headings. */
export const auditCsv = (rows: readonly z.output<typeof auditRow>[]): string =>
  csvOf(
    rows.map(({ programme, seq, at, actor, onBehalfOf, act, subject, detail, chain }) => [
      programme,
      seq,
      at,
      actor,
      onBehalfOf,
      act,
      subject.kind,
      subject.id,
      JSON.stringify(detail),
      chain,
    ]),
  );
