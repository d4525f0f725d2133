/** A CSV file as spreadsheets save it: its encoding and delimiter are found out, its rows read one after another. */
import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { CsvError, parse } from "csv-parse";
import { InvalidInput } from "../../lib/errors.ts";
import { readAsWindows1252 } from "../windows-1252.ts";

export const FILE_BYTES_MAX = 20 * 1024 * 1024;
export const ROWS_MAX = 50_000;
const COLUMNS_MAX = 100;
/** In UTF-16 units. */
const HEADING_MAX = 500;
const ROW_MAX = 1_000_000;
const CHUNK = 65_536;
/** So many rows are read before whoever else waits has a turn. */
const ROWS_A_TURN = 50;

type Encoding = "utf-8" | "utf-16le" | "windows-1252";
type Delimiter = "," | ";" | "\t";

export interface FileText {
  readonly text: string;
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
}

export interface FileRow {
  /** As a spreadsheet counts: the headings are row 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** Throws `invalid` for an empty file. What is not UTF-8 is Windows-1252, which any bytes are. */
export function decodeFile(bytes: Buffer): FileText {
  const { text, encoding } = decoded(bytes);
  if (text.trim() === "") throw notCsv("expected a line of headings and a row below it; the file is empty");
  return { text, encoding, delimiter: delimiterOf(text) };
}

function decoded(bytes: Buffer): { text: string; encoding: Encoding } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder("utf-16le").decode(bytes), encoding: "utf-16le" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    return { text: readAsWindows1252(bytes.toString("latin1")), encoding: "windows-1252" };
  }
}

/** Whichever stands most often between the headings; a comma when none does. */
function delimiterOf(text: string): Delimiter {
  const [line = ""] = text
    .trimStart()
    .slice(0, CHUNK)
    .replaceAll(/"[^"]*"/g, "")
    .split(/[\r\n]/);
  const count = (delimiter: Delimiter): number => line.split(delimiter).length;
  return ([",", ";", "\t"] as const).toSorted((a, b) => count(b) - count(a))[0] ?? ",";
}

/** Every row that has something in it, headings first. Throws `invalid`, naming the line, for what cannot be read as CSV. */
export async function* rowsOf({
  text,
  delimiter,
}: Pick<FileText, "text" | "delimiter">): AsyncGenerator<FileRow> {
  const parser = Readable.from(chunksOf(text)).pipe(
    parse({ delimiter, relax_column_count: true, relax_quotes: true, max_record_size: ROW_MAX }),
  );
  let row = 0;
  try {
    for await (const record of parser) {
      row += 1;
      if (row % ROWS_A_TURN === 0) await setImmediate();
      const cells = (record as string[]).map((cell) => cell.trim());
      if (cells.every((cell) => cell === "")) continue;
      yield { row, cells };
    }
  } catch (error) {
    // What the library says may quote the file.
    if (error instanceof CsvError)
      throw notCsv(`expected CSV; row ${recordsBefore(error) + 1} cannot be read (${error.code})`);
    throw error;
  }
}

const recordsBefore = (error: CsvError): number => {
  const count: unknown = error["records"];
  return typeof count === "number" ? count : 0;
};

function* chunksOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += CHUNK) yield text.slice(at, at + CHUNK);
}

/** The first row. Throws `invalid` for too many columns, and for a heading that is none. */
export async function headingsOf(file: Pick<FileText, "text" | "delimiter">): Promise<readonly string[]> {
  for await (const { cells } of rowsOf(file)) {
    if (cells.length > COLUMNS_MAX) throw notCsv(`expected ${COLUMNS_MAX} columns at most`);
    if (cells.some((cell) => cell.length > HEADING_MAX))
      throw notCsv(`expected headings of ${HEADING_MAX} characters at most`);
    return cells;
  }
  return [];
}

export const notCsv = (detail: string): InvalidInput =>
  new InvalidInput(`The file cannot be imported: ${detail}`, [{ pointer: "", detail }]);
