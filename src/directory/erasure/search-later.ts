/**
 * The search of an erasure outlives the process that began it: what to search for is sealed, under a key of its own, with the
 * transaction that destroys the person's; whoever finds it undone does it, and forgets it with the result.
 */
import type { Tx } from "../../store/database.ts";
import { inTransaction } from "../../store/database.ts";
import type { ErasureSearch } from "../../store/erasure-searches.ts";
import { closeSearch, insertSearch, openSearches } from "../../store/erasure-searches.ts";
import { noteVerification } from "../../store/erasures.ts";
import type { Erasing } from "./erasing.ts";
import type { KnownWords } from "./known-words.ts";
import { wordsFrom } from "./known-words.ts";
import { verifyErasure } from "./verify-erasure.ts";

export async function keepForSearch(
  { directory: { vault } }: Erasing,
  tx: Tx,
  erasureId: string,
  words: KnownWords,
  now: Date,
): Promise<void> {
  // Of somebody whose keys were destroyed before nothing is known.
  if (words.count === 0) return;
  const keyId = await vault.newKey(tx, now);
  const sealed = await vault.seal(tx, keyId, words.asText, placeOf(erasureId));
  await insertSearch(tx, { erasureId, keyId, sealed }, now);
}

/** Search for what is left of one erasure, or of every one that was broken off. Returns how many searches were made. */
export async function searchFor(erasing: Erasing, erasureId?: string): Promise<number> {
  const searches = await openSearches(erasing.directory.db, erasureId);
  for (const search of searches) await searchOne(erasing, search);
  return searches.length;
}

async function searchOne(erasing: Erasing, search: ErasureSearch): Promise<void> {
  const { db, vault } = erasing.directory;
  const words = wordsFrom(await vault.open(db, search.keyId, search.sealed, placeOf(search.erasureId)));
  const found = await verifyErasure(erasing, words);
  await inTransaction(db, async (tx) => {
    await noteVerification(tx, search.erasureId, found);
    await closeSearch(tx, search);
  });
}

const placeOf = (erasureId: string): string => `erasure_search/${erasureId}`;
