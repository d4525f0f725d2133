/** Opens all that is sealed about a person, while it still can be opened, to know what must not be found afterwards. */
import type { Queryable } from "../../store/database.ts";
import { partiesOfPerson, readPerson } from "../../store/parties.ts";
import { readRecordsUnder, recordPlace } from "../../store/sealed-records.ts";
import type { Directory } from "../directory.ts";
import type { KnownWords } from "./known-words.ts";
import { WordsOf } from "./known-words.ts";

/** Undefined when there is no such party. Of somebody who was erased already nothing is known. */
export async function gatherWords(
  { db, vault }: Directory,
  partyId: string,
): Promise<KnownWords | undefined> {
  const parties = await partiesOfPerson(db, partyId);
  if (parties.length === 0) return undefined;
  const words = new WordsOf();
  const card = await readPerson(db, partyId);
  words.name(card?.name).address(card?.email);
  for (const also of card?.alsoKnown ?? []) {
    if (also.includes("@")) words.address(also);
    else words.name(also);
  }
  for (const { keyId } of parties) {
    for (const record of await readRecordsUnder(db, keyId)) {
      const text = await opened(() =>
        vault.open(db as Queryable, keyId, record.sealed, recordPlace(record.id)),
      );
      if (text !== undefined) addRecord(words, text);
    }
  }
  return words.known();
}

/** An inquiry and details are JSON; all else is text. */
function addRecord(words: WordsOf, text: string): void {
  const value = parsed(text);
  if (typeof value !== "object" || value === null) return void words.sentence(text);
  const { person, message, phone, note, answers } = value as Readonly<Record<string, unknown>>;
  if (typeof person === "object" && person !== null) {
    const { name, givenName, familyName, email, phone: number } = person as Readonly<Record<string, unknown>>;
    words.name(asText(name)).address(asText(email)).phone(asText(number));
    if (asText(givenName) !== undefined && asText(familyName) !== undefined)
      words.name(`${asText(givenName)} ${asText(familyName)}`);
  }
  words.phone(asText(phone)).sentence(asText(note)).sentence(asText(message));
  if (!Array.isArray(answers)) return;
  for (const { value: answer } of answers as readonly { readonly value?: unknown }[])
    words.sentence(asText(answer)).address(asText(answer));
}

const asText = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Undefined for what its key does not open any more. */
export async function opened<T>(open: () => Promise<T>): Promise<T | undefined> {
  try {
    return await open();
  } catch {
    return undefined;
  }
}
