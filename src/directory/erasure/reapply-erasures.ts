/** After a restore from a backup: whoever was erased since it was made is erased again, and the proofs come back. */
import type { Erasure } from "../../store/erasures.ts";
import { executedErasures, restoreErasure } from "../../store/erasures.ts";
import { livingKeys } from "../../store/seal-keys.ts";
import { forgetStatistics } from "../../store/stored-texts.ts";
import { dryRun, endCases, eraseAgain } from "./erase-person.ts";
import type { Erasing } from "./erasing.ts";
import { addToList, listPath, readList } from "./erasure-list.ts";
import { searchFor } from "./search-later.ts";

export interface Reapplied {
  /** Erasures on the list. */
  readonly listed: number;
  /** Of them, those whose person was there again. */
  readonly erasedAgain: number;
}

/** At every start, and by hand. Costs one look at the keys when there is nothing to do. `path`: another copy of the list. */
export async function reapplyErasures(
  erasing: Erasing,
  path = listPath(erasing.dataDir),
): Promise<Reapplied> {
  const { db } = erasing.directory;
  const listed = await readList(path);
  await addToList(listPath(erasing.dataDir), [...listed, ...(await executedErasures(db))]);
  const alive = new Set(
    await livingKeys(
      db,
      listed.flatMap(({ keyIds }) => keyIds),
    ),
  );
  const back = listed.filter(({ keyIds }) => keyIds.some((id) => alive.has(id)));
  const known = new Set((await executedErasures(db)).map(({ id }) => id));
  for (const erasure of listed) if (!known.has(erasure.id)) await restoreErasure(db, erasure);
  for (const erasure of back) await again(erasing, erasure);
  return { listed: listed.length, erasedAgain: back.length };
}

async function again(erasing: Erasing, erasure: Erasure): Promise<void> {
  const { db } = erasing.directory;
  const { words, ...planned } = await dryRun(erasing, erasure.partyId);
  await eraseAgain(erasing, erasure, planned, words);
  await endCases(erasing, erasure);
  await forgetStatistics(db);
  await searchFor(erasing, erasure.id);
}
