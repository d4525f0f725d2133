/** Finds deliveries by the words that somebody wrote: by blind numbers first, then by opening what they found. */
import type { Queryable } from "../store/database.ts";
import type { Delivery, WordsOfProgramme } from "../store/deliveries.ts";
import { lastReadingsOf } from "../store/delivery-replays.ts";
import { blindWords, wordsIn, wordsOf } from "./answer-words.ts";
import type { Inquiry } from "./inquiry.ts";
import type { Intake } from "./intake.ts";

/** What to look for in each programme. Undefined when the text has no word that is searched: two letters, or digits. */
export function wantedWords(
  { vault }: Pick<Intake, "vault">,
  programmeIds: readonly string[],
  text: string,
): WordsOfProgramme[] | undefined {
  const words = wordsIn(text);
  if (words.length === 0) return undefined;
  return programmeIds.map((programmeId) => ({
    programmeId,
    words: blindWords(vault.master, programmeId, words),
  }));
}

/** Opens sealed records, by id. */
type Open = (ids: readonly string[]) => Promise<ReadonlyMap<string, { readonly text: string }>>;

/** Those that say every word. Two words may have one number, and what was erased says nothing any more. */
export async function sayingAll(
  db: Queryable,
  deliveries: readonly Delivery[],
  { text, open }: { readonly text: string; readonly open: Open },
): Promise<Delivery[]> {
  const wanted = wordsIn(text);
  const readings = await lastReadingsOf(
    db,
    deliveries.map(({ id }) => id),
  );
  const records = await open([...readings.values()]);
  return deliveries.filter(({ id }) => {
    const record = records.get(readings.get(id) ?? "");
    if (record === undefined) return false;
    const said = new Set(wordsOf(JSON.parse(record.text) as Inquiry));
    return wanted.every((word) => said.has(word));
  });
}
