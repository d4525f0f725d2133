/** A card as it stood before a merge, sealed under the person's own key: what erases the person erases it. */
import { z } from "zod";
import { newId } from "../../lib/ids.ts";
import type { Tx } from "../../store/database.ts";
import type { WholeCard } from "../../store/merges.ts";
import { insertSealedRecord, recordPlace } from "../../store/sealed-records.ts";
import type { Directory } from "../directory.ts";
import { openRecords } from "../people.ts";

type Written = Omit<WholeCard, "retentionClass">;

const words = {
  person: z.object({ name: z.string().nullable(), email: z.string().nullable() }),
  organisation: z.string().nullable(),
  alsoKnown: z.array(z.string()),
};
const sealedCard = z.object({
  ...words,
  retentionClass: z.string(),
  /** What the merge wrote in its place; null for the absorbed, whose card left. */
  wrote: z.object(words).nullable(),
});

export interface Before {
  readonly card: WholeCard;
  readonly wrote: Written | null;
}

/** Returns the record's id. */
export async function sealBefore(
  { vault }: Directory,
  tx: Tx,
  keyId: string,
  { card, wrote }: Before,
  now: Date,
): Promise<string> {
  const id = newId();
  const text = JSON.stringify({
    ...nested(card),
    retentionClass: card.retentionClass,
    wrote: wrote === null ? null : nested(wrote),
  });
  const sealed = await vault.seal(tx, keyId, text, recordPlace(id));
  await insertSealedRecord(tx, { id, keyId, purpose: "merge/before", sealed, createdAt: now });
  return id;
}

/** Undefined when the key was destroyed since. */
export async function openBefore(
  { vault }: Directory,
  tx: Tx,
  id: string | null,
): Promise<Before | undefined> {
  if (id === null) return undefined;
  const text = (await openRecords({ vault, db: tx }, [id])).get(id)?.text;
  if (text === undefined) return undefined;
  const { retentionClass, wrote, ...card } = sealedCard.parse(JSON.parse(text));
  return { card: { ...flat(card), retentionClass }, wrote: wrote === null ? null : flat(wrote) };
}

/** As an inquiry names its person, so that whoever gathers what is known of somebody finds it. */
const nested = ({ name, email, organisation, alsoKnown }: Written) => ({
  person: { name, email },
  organisation,
  alsoKnown,
});

const flat = ({ person, ...rest }: ReturnType<typeof nested>): Written => ({ ...person, ...rest });
