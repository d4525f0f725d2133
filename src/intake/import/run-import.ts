/** Running a list, stopping it and taking it back: what is asked of workers, and the rows they are to enter. */
import type { Actor } from "../../contract/actor.ts";
import { SYSTEM } from "../../contract/actor.ts";
import type { RunOptions } from "../../contract/imports.ts";
import { ConvokeError } from "../../lib/errors.ts";
import type { Tx } from "../../store/database.ts";
import { inTransaction } from "../../store/database.ts";
import type { NewEffect } from "../../store/effect-writes.ts";
import { pairsOfMany } from "../../store/duplicate-pairs.ts";
import type { EnteredCase, ImportRow, RowEnd } from "../../store/import-rows.ts";
import {
  casesToUndo,
  hasMore,
  noteRowParty,
  noteUndone,
  partyOfRow,
  settleRows,
  waitingRows,
} from "../../store/import-rows.ts";
import type { Import, ImportStatus } from "../../store/imports.ts";
import {
  endImport,
  lockImport,
  markRunning,
  markUndoing,
  markUndone,
  readImport,
} from "../../store/imports.ts";
import { askFor, workOf } from "../../store/work.ts";
import type { Inquiry } from "../inquiry.ts";
import type { Intake } from "../intake.ts";
import { openFile } from "./check-import.ts";
import { rowsOf } from "./read-file.ts";
import { readRow } from "./read-row.ts";

/** As long as a merge can be undone. */
const UNDO_MS = 30 * 24 * 3_600_000;
const ROWS_A_BATCH = 50;

/** Throws `conflict` unless it was checked and not run. */
export async function runImport(
  intake: Intake,
  one: Import,
  { by, options }: { readonly by: Actor; readonly options: RunOptions },
): Promise<void> {
  const now = await intake.now();
  await ask(intake, one, "runImport", async (tx, status) => {
    if (status !== "checked") throw notNow(one, status, "run");
    await markRunning(tx, one.id, { options, by: by.id, now });
  });
}

/** Rows that were entered stay, and can be undone. Throws `conflict` for one that has ended. */
export async function cancelImport(intake: Intake, one: Import): Promise<void> {
  const now = await intake.now();
  await inTransaction(intake.db, async (tx) => {
    const status = await lockImport(tx, one.id);
    if (status !== "checked" && status !== "running") throw notNow(one, status, "cancelled");
    await endImport(tx, one.id, { status: "cancelled", now });
  });
}

/** Throws `conflict` for one that is not over, was undone, or ended more than 30 days ago. */
export async function undoImport(intake: Intake, one: Import, by: Actor): Promise<void> {
  const now = await intake.now();
  await ask(intake, one, "undoImport", async (tx, status) => {
    if (status !== "done" && status !== "cancelled") throw notNow(one, status, "undone");
    if (one.endedAt !== null && now.getTime() - one.endedAt.getTime() > UNDO_MS)
      throw new ConvokeError("conflict", `The import ${one.id} ended more than 30 days ago`);
    await markUndoing(tx, one.id, by.id);
  });
}

const notNow = ({ id }: Import, status: ImportStatus | undefined, act: string): ConvokeError =>
  new ConvokeError("conflict", `The import ${id} is ${status ?? "gone"} and cannot be ${act}`);

async function ask(
  intake: Intake,
  { id, programmeId }: Import,
  action: string,
  change: (tx: Tx, status: ImportStatus | undefined) => Promise<void>,
): Promise<void> {
  const asked = workOn({ id, programmeId }, action, await intake.now());
  await inTransaction(intake.db, async (tx) => {
    await change(tx, await lockImport(tx, id));
    await askFor(tx, [asked]);
  });
  intake.hint([asked]);
}

export const workOn = (
  { id, programmeId }: Pick<Import, "id" | "programmeId">,
  action: string,
  now: Date,
): NewEffect => workOf({ of: id, programmeId, action, payload: { importId: id }, now });

export interface RowToEnter extends ImportRow {
  readonly inquiry: Inquiry;
}

export const readImportOf = async ({ db }: Intake, id: string): Promise<Import | undefined> =>
  await readImport(db, id, SYSTEM);

/** Rows that are still to be entered, a batch at a time, until there are none or somebody stopped it. */
export async function* batchesOf(intake: Intake, one: Import): AsyncGenerator<readonly RowToEnter[]> {
  const file = await openFile(intake, one);
  if (file === undefined) return;
  let headings: readonly string[] | undefined;
  let read: { readonly row: number; readonly inquiry: Inquiry }[] = [];
  for await (const { row, cells } of rowsOf(file)) {
    if (headings === undefined) {
      headings = cells;
      continue;
    }
    read.push({ row, inquiry: readRow(headings, one.mapping, cells).inquiry });
    if (read.length < ROWS_A_BATCH) continue;
    if (!(await isRunning(intake, one.id))) return;
    yield await waitingOf(intake, one.id, read);
    read = [];
  }
  if (await isRunning(intake, one.id)) yield await waitingOf(intake, one.id, read);
}

const isRunning = async (intake: Intake, id: string): Promise<boolean> =>
  (await readImportOf(intake, id))?.status === "running";

async function waitingOf(
  { db }: Intake,
  importId: string,
  read: readonly { readonly row: number; readonly inquiry: Inquiry }[],
): Promise<RowToEnter[]> {
  const waiting = await waitingRows(
    db,
    importId,
    read.map(({ row }) => row),
  );
  const byRow = new Map(waiting.map((one) => [one.row, one]));
  return read.flatMap(({ row, inquiry }) => {
    const found = byRow.get(row);
    return found === undefined ? [] : [{ ...found, inquiry }];
  });
}

/** Whose a row is: what makes a second attempt find the party that the first one made. */
export const submissionOfRow = (importId: string, { row }: Pick<ImportRow, "row">) => ({
  key: `import:${importId}/${row}`,
  partyId: async (tx: Tx): Promise<string | undefined> => await partyOfRow(tx, importId, row),
  belongsTo: async (tx: Tx, party: { readonly id: string }, isNew: boolean): Promise<void> =>
    await noteRowParty(tx, importId, row, { partyId: party.id, isNew }),
});

/** A row that has been entered or refused. */
export interface EndedRow extends RowEnd {
  /** Whose it is; null when nobody is left of it. */
  readonly partyId: string | null;
}

/** What became of rows, and that their people are to be compared with all others: both or neither. */
export async function settleImportRows(
  intake: Intake,
  { id, programmeId }: Pick<Import, "id" | "programmeId">,
  ended: readonly EndedRow[],
): Promise<void> {
  const [first] = ended;
  if (first === undefined) return;
  const ids = [...new Set(ended.flatMap(({ partyId }) => partyId ?? []))];
  const at = await intake.now();
  await inTransaction(intake.db, async (tx) => {
    await settleRows(tx, id, ended);
    if (ids.length === 0) return;
    await askFor(tx, [pairsOfMany({ importId: id, row: first.row, ids, programmeId, now: at })]);
  });
}

export async function finishImport(intake: Intake, id: string, status: "done" | "expired"): Promise<void> {
  await endImport(intake.db, id, { status, now: await intake.now() });
}

export const nextToUndo = async ({ db }: Intake, id: string): Promise<EnteredCase[]> =>
  await casesToUndo(db, id, ROWS_A_BATCH);

export const noteCaseUndone = async (
  { db }: Intake,
  id: string,
  engagementId: string,
  undone: NonNullable<ImportRow["undone"]>,
): Promise<void> => await noteUndone(db, id, engagementId, undone);

export const hasMoreThanImported = async ({ db }: Intake, partyId: string): Promise<boolean> =>
  await hasMore(db, partyId);

export async function finishUndoing(intake: Intake, id: string): Promise<void> {
  await markUndone(intake.db, id, await intake.now());
}
