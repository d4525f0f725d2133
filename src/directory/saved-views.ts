/** Views under a name. The name may be somebody's, so it is sealed with the filters, under a key that goes with it. */
import type { ViewFilters } from "../contract/views.ts";
import { newId } from "../lib/ids.ts";
import { deleteSealedRecord, readSealedRecords } from "../store/sealed-records.ts";
import type { SavedView } from "../store/views.ts";
import { deleteView, insertView } from "../store/views.ts";
import type { Directory } from "./directory.ts";
import { openRecords, sealRecord } from "./people.ts";

export interface NamedFilters {
  readonly name: string;
  readonly filters: ViewFilters;
}

export async function saveView(
  directory: Directory,
  { name, filters }: NamedFilters,
  { accountId, programmeId }: Pick<SavedView, "accountId" | "programmeId">,
): Promise<SavedView> {
  const text = JSON.stringify({ name, filters } satisfies NamedFilters);
  const recordId = await sealRecord(directory, undefined, { purpose: "view", text });
  const view = { id: newId(), accountId, programmeId, recordId, madeAt: await directory.now() };
  await insertView(directory.db, view);
  return view;
}

/** By id of the view. */
export async function openViews(
  directory: Directory,
  views: readonly SavedView[],
): Promise<Map<string, NamedFilters>> {
  const records = await openRecords(
    directory,
    views.map(({ recordId }) => recordId),
  );
  return new Map(
    views.flatMap(({ id, recordId }) => {
      const record = records.get(recordId);
      return record === undefined ? [] : [[id, JSON.parse(record.text) as NamedFilters] as const];
    }),
  );
}

/** Returns false when it is not theirs or not there. */
export async function dropView(directory: Directory, id: string, accountId: string): Promise<boolean> {
  const { db, vault, now } = directory;
  const recordId = await deleteView(db, id, accountId);
  if (recordId === undefined) return false;
  const [record] = await readSealedRecords(db, [recordId]);
  await deleteSealedRecord(db, recordId);
  if (record !== undefined) await vault.destroy(db, record.keyId, await now());
  return true;
}
