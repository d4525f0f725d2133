/** What a form says of its sender, read once more: what the first reading put on the card gives way, what a person put there stays. */
import { blindIndex } from "../seal/master.ts";
import { currentAffiliations } from "../store/affiliations.ts";
import { inTransaction } from "../store/database.ts";
import { changeCard, lockParty, lockSender, setEmailIndex } from "../store/parties.ts";
import type { Directory } from "./directory.ts";

export interface CardWords {
  readonly name: string | null;
  readonly organisation: string | null;
  readonly email: string | null;
}

/** Returns false when the address is left as it was, because it is another party's. */
export async function rereadPerson(
  { db, vault }: Directory,
  { partyId, programmeId }: { readonly partyId: string; readonly programmeId: string },
  before: CardWords,
  now: CardWords,
): Promise<boolean> {
  return await inTransaction(db, async (tx) => {
    const emailIndex = now.email === null ? null : blindIndex(vault.master, now.email);
    if (emailIndex !== null) await lockSender(tx, programmeId, emailIndex);
    const person = await lockParty(tx, partyId);
    if (person === undefined) return true;
    const changed = (["name", "organisation", "email"] as const).filter(
      (field) =>
        now[field] !== null && now[field] !== person[field] && [null, before[field]].includes(person[field]),
    );
    const words: Partial<Record<keyof CardWords, string | null>> = {};
    for (const field of changed) words[field] = now[field];
    // The current affiliation says it.
    if ((await currentAffiliations(tx, [partyId])).has(partyId)) delete words.organisation;
    const isFree = words.email === undefined || (await setEmailIndex(tx, { id: partyId, emailIndex }));
    if (!isFree) delete words.email;
    await changeCard(tx, partyId, words);
    return isFree;
  });
}
