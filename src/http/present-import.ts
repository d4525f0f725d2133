/** An import as callers see it: with its headings while its file is there. */
import type { z } from "zod";
import type { importDetail, importRow } from "../contract/imports.ts";
import { FORECASTS } from "../contract/imports.ts";
import { openFile } from "../intake/import/check-import.ts";
import { headingAt, namesOf } from "../intake/import/columns.ts";
import { headingsOf, rowsOf } from "../intake/import/read-file.ts";
import type { RowFault } from "../intake/import/read-row.ts";
import { EXPECTED } from "../intake/import/read-row.ts";
import type { ImportRow, RowCount } from "../store/import-rows.ts";
import { countRows, listRows } from "../store/import-rows.ts";
import type { Import } from "../store/imports.ts";
import type { Api } from "./api.ts";
import { csvOf } from "./csv.ts";
import { programmeSlugs } from "./programme-of.ts";

export async function presentImport(api: Api, one: Import): Promise<z.output<typeof importDetail>> {
  const [file, counted, slugs] = await Promise.all([
    openFile(api.intake, one),
    countRows(api.db, one.id),
    programmeSlugs(api),
  ]);
  const headings = file === undefined ? null : [...(await headingsOf(file))];
  const mapped = new Set(Object.values(one.mapping).flat());
  const count = (isIt: (row: RowCount) => boolean): number =>
    counted.filter(isIt).reduce((sum, { count }) => sum + count, 0);
  const forecast = Object.fromEntries(
    FORECASTS.map((kind) => [kind, count((row) => row.forecast === kind)]),
  ) as Record<(typeof FORECASTS)[number], number>;
  return {
    id: one.id,
    programme: slugs.get(one.programmeId) ?? one.programmeId,
    status: one.status,
    encoding: one.encoding,
    delimiter: one.delimiter,
    sizeBytes: one.sizeBytes,
    headings,
    mapping: namesOf(headings, one.mapping),
    unmapped: (headings ?? []).filter((_, index) => !mapped.has(index)),
    rows: one.rowsCount,
    forecast,
    progress: {
      waiting: count(({ forecast, outcome }) => forecast !== "error" && outcome === null),
      opened: count(({ outcome }) => outcome === "opened"),
      attached: count(({ outcome }) => outcome === "attached"),
      failed: count(({ outcome }) => outcome === "failed"),
      takenBack: count(({ undone }) => undone === "taken-back" || undone === "person-kept"),
      kept: count(({ undone }) => undone === "touched"),
    },
    createdAt: one.createdAt.toISOString(),
    createdBy: one.createdBy,
    runAt: one.runAt?.toISOString() ?? null,
    endedAt: one.endedAt?.toISOString() ?? null,
    undoneAt: one.undoneAt?.toISOString() ?? null,
  };
}

export const presentRow = (
  row: ImportRow,
  headings: readonly string[] | null,
  known: ReadonlySet<string>,
): z.output<typeof importRow> => ({
  row: row.row,
  forecast: row.forecast,
  sameAs: row.sameAs,
  errors: row.errors.map(({ column, code }) => ({
    column: column === null ? null : headingAt(headings, column),
    code,
    expected: expectedOf(code),
  })),
  outcome: row.outcome,
  reason: row.reason,
  engagement: row.engagementId !== null && known.has(row.engagementId) ? row.engagementId : null,
  undone: row.undone,
});

const expectedOf = (code: string): string => `expected ${EXPECTED[code as RowFault] ?? code}`;

const ROWS_AT_ONCE = 5_000;

export async function errorsCsv(api: Api, one: Import): Promise<string> {
  const wrong = new Map<number, ImportRow>();
  for (let afterRow = 0; ;) {
    const rows = await listRows(api.db, one.id, { afterRow, limit: ROWS_AT_ONCE, only: "error" });
    for (const row of rows) wrong.set(row.row, row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_AT_ONCE) break;
    afterRow = last.row;
  }
  const file = await openFile(api.intake, one);
  const headings = file === undefined ? null : await headingsOf(file);
  const lines: (string | number)[][] = [["row", "column", "expected", "value"]];
  const add = ({ row, errors }: ImportRow, cells: readonly string[]): void => {
    for (const { column, code } of errors)
      lines.push([
        row,
        column === null ? "" : headingAt(headings, column),
        expectedOf(code),
        column === null ? "" : (cells[column] ?? ""),
      ]);
  };
  if (file === undefined) for (const row of wrong.values()) add(row, []);
  else
    for await (const { row, cells } of rowsOf(file)) {
      const found = wrong.get(row);
      if (found !== undefined) add(found, cells);
    }
  return csvOf(lines);
}
