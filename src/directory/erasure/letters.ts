/**
 * Letters that name somebody as their recipient and are not under the person's own keys: those of nobody's own, such as a
 * call to the members of a group, and notices about other people's cases to somebody who had an account.
 */
import { z } from "zod";
import { addressedLetters } from "../../store/addressed-letters.ts";
import type { AddressedLetter } from "../../store/addressed-letters.ts";
import type { Queryable, Tx } from "../../store/database.ts";
import { replaceMail } from "../../store/mails.ts";
import type { Directory } from "../directory.ts";
import { opened } from "./gather-words.ts";
import type { KnownWords } from "./known-words.ts";

export interface Letters {
  /** Of letters to them alone, or that also say in their text who they are: nothing is left of these. */
  readonly keyIds: readonly string[];
  /** To them beside others: these stay, and say no longer that they went to them too. */
  readonly shared: readonly AddressedLetter[];
}

const letter = z.looseObject({
  to: z.union([
    z.looseObject({ email: z.string().nullish() }),
    z.array(z.looseObject({ email: z.string().nullish() })),
  ]),
});

/** `hadAccount`: whether notices about the cases of others may have gone to them. */
export async function lettersTo(
  { vault }: Pick<Directory, "vault">,
  db: Queryable,
  { words, hadAccount, except }: { words: KnownWords; hadAccount: boolean; except: readonly string[] },
): Promise<Letters> {
  const keyIds: string[] = [];
  const shared: AddressedLetter[] = [];
  if (words.addresses.length === 0) return { keyIds, shared };
  for await (const one of addressedLetters(db, { withOthers: hadAccount, except })) {
    const text = await opened(() => vault.open(db, one.keyId, one.sealed, one.place));
    const without = text === undefined ? undefined : withoutThem(text, words);
    if (without === undefined) continue;
    // A letter under somebody else's key is theirs, whatever it says.
    const goes = one.isNobodys && (without.isToNobody || words.isIn(without.text));
    if (goes) keyIds.push(one.keyId);
    else shared.push(one);
  }
  return { keyIds, shared };
}

/** Seal each of them again without the address. The words of the letter stay as they were. */
export async function readdress(
  { vault }: Pick<Directory, "vault">,
  tx: Tx,
  shared: Letters["shared"],
  words: KnownWords,
): Promise<void> {
  for (const { id, keyId, sealed, place } of shared) {
    const without = withoutThem(await vault.open(tx, keyId, sealed, place), words);
    if (without !== undefined) await replaceMail(tx, id, await vault.seal(tx, keyId, without.text, place));
  }
}

/** The letter as if it had not gone to them; undefined when it did not. */
function withoutThem(
  text: string,
  { addresses }: KnownWords,
): { readonly text: string; readonly isToNobody: boolean } | undefined {
  const { data } = letter.safeParse(JSON.parse(text));
  if (data === undefined) return undefined;
  const to = [data.to].flat();
  const others = to.filter(({ email }) => !addresses.includes(email?.toLowerCase() ?? ""));
  if (others.length === to.length) return undefined;
  return { text: JSON.stringify({ ...data, to: others }), isToNobody: others.length === 0 };
}
