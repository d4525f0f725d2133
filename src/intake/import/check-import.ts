/** Takes a list in and says what entering it would do. Nothing is entered: only the list is kept, sealed. */
import type { Actor } from "../../contract/actor.ts";
import { ConvokeError } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import { inTurn } from "../../lib/in-turn.ts";
import { blindIndex } from "../../seal/master.ts";
import { inTransaction } from "../../store/database.ts";
import type { CheckedRow } from "../../store/import-rows.ts";
import { knownAddresses, replaceRows } from "../../store/import-rows.ts";
import type { Import } from "../../store/imports.ts";
import { importPlace, insertImport, lockImport, readFile, setColumns } from "../../store/imports.ts";
import { readLanguages } from "../../store/public-pages.ts";
import type { Intake } from "../intake.ts";
import type { Columns } from "./columns.ts";
import { proposeColumns } from "./columns.ts";
import type { FileText } from "./read-file.ts";
import { decodeFile, headingsOf, notCsv, ROWS_MAX, rowsOf } from "./read-file.ts";
import { readRow } from "./read-row.ts";

type Text = Pick<FileText, "text" | "delimiter">;

/** A list of 50,000 rows keeps a processor busy for seconds: two at once would be in each other's way, and in everybody's. */
const CHECKS_WAITING_MAX = 10;
const inTurnOfLists = inTurn(
  CHECKS_WAITING_MAX,
  "Many lists are being checked; hand this one in again in a minute",
);

/** Throws `invalid` for what is no CSV, has nothing below its headings, or too much. Returns the id of the import. */
export async function takeFile(
  intake: Intake,
  programmeId: string,
  { bytes, by }: { readonly bytes: Buffer; readonly by: Actor },
): Promise<string> {
  const { db, vault } = intake;
  const file = decodeFile(bytes);
  const headings = await headingsOf(file);
  const columns = proposeColumns(headings, await readLanguages(db, programmeId));
  const rows = await inTurnOfLists(() => checkRows(intake, programmeId, { file, headings, columns }));
  const createdAt = await intake.now();
  const id = newId();
  await inTransaction(db, async (tx) => {
    const keyId = await vault.newKey(tx, createdAt);
    await insertImport(tx, {
      id,
      programmeId,
      keyId,
      sealed: await vault.seal(tx, keyId, file.text, importPlace(id)),
      sizeBytes: bytes.length,
      encoding: file.encoding,
      delimiter: file.delimiter,
      mapping: columns,
      rowsCount: rows.length,
      createdBy: by.id,
      createdAt,
    });
    await replaceRows(tx, id, rows);
  });
  return id;
}

/** Check it once more with other columns. Throws `conflict` once it is run. */
export async function checkAgain(
  intake: Intake,
  one: Import,
  columnsFor: (headings: readonly string[]) => Columns,
): Promise<void> {
  const file = await openFile(intake, one);
  if (file === undefined || one.status !== "checked") throw isOver(one);
  const headings = await headingsOf(file);
  const columns = columnsFor(headings);
  const rows = await inTurnOfLists(() => checkRows(intake, one.programmeId, { file, headings, columns }));
  await inTransaction(intake.db, async (tx) => {
    if ((await lockImport(tx, one.id)) !== "checked") throw isOver(one);
    await setColumns(tx, one.id, columns);
    await replaceRows(tx, one.id, rows);
  });
}

const isOver = ({ id }: Import): ConvokeError =>
  new ConvokeError("conflict", `The import ${id} was run or has ended: its mapping stays`);

/** Undefined once it is destroyed. */
export async function openFile(
  { db, vault }: Pick<Intake, "db" | "vault">,
  { id, keyId, delimiter }: Pick<Import, "id" | "keyId" | "delimiter">,
): Promise<Text | undefined> {
  const sealed = await readFile(db, id);
  if (sealed === undefined) return undefined;
  const text = await vault.open(db, keyId, sealed, importPlace(id));
  return { text, delimiter: delimiter as FileText["delimiter"] };
}

interface Checked extends CheckedRow {
  /** Blind index of the row's address. */
  readonly emailIndex: string | null;
}

async function checkRows(
  { db, vault }: Intake,
  programmeId: string,
  list: { readonly file: Text; readonly headings: readonly string[]; readonly columns: Columns },
): Promise<CheckedRow[]> {
  const { file, headings, columns } = list;
  const firstOf = new Map<string, number>();
  const rows: Checked[] = [];
  let isHeading = true;
  for await (const { row, cells } of rowsOf(file)) {
    if (isHeading) {
      isHeading = false;
      continue;
    }
    if (rows.length === ROWS_MAX) throw notCsv(`expected ${ROWS_MAX} rows at most`);
    const { inquiry, errors } = readRow(headings, columns, cells);
    const { email } = inquiry.person;
    const emailIndex = email === null || errors.length > 0 ? null : blindIndex(vault.master, email);
    const sameAs = emailIndex === null ? null : (firstOf.get(emailIndex) ?? null);
    if (emailIndex !== null && sameAs === null) firstOf.set(emailIndex, row);
    const forecast = errors.length > 0 ? "error" : sameAs === null ? "new" : "duplicate";
    rows.push({ row, errors, sameAs, emailIndex, forecast });
  }
  if (rows.length === 0) throw notCsv("expected a row below the headings");
  const known = await knownAddresses(db, programmeId, [...firstOf.keys()]);
  return rows.map((one) => {
    const person = one.emailIndex === null ? undefined : known.get(one.emailIndex);
    if (one.forecast !== "new" || person === undefined) return one;
    return { ...one, forecast: person.hasCase ? "attach" : "known" };
  });
}
