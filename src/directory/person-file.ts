/** What is known of a person: the card in plaintext, everything else sealed under the person's own key. */
import type { PersonDetails } from "../contract/people.ts";
import { blindIndex } from "../seal/master.ts";
import { ConvokeError, InvalidInput } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import { currentAffiliations } from "../store/affiliations.ts";
import type { Tx } from "../store/database.ts";
import { inTransaction } from "../store/database.ts";
import type { Person } from "../store/parties.ts";
import {
  changeCard,
  fillCard,
  findPartyByEmail,
  insertParty,
  lockParty,
  lockSender,
  setDetails,
  setEmailIndex,
} from "../store/parties.ts";
import { deleteSealedRecord, insertSealedRecord, recordPlace } from "../store/sealed-records.ts";
import { askForPairs } from "../store/duplicate-pairs.ts";
import type { Directory } from "./directory.ts";
import { keepTraces } from "./duplicates/traces.ts";
import type { Reading } from "./people.ts";
import { openRecords } from "./people.ts";

interface NewPerson {
  readonly programmeId: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly organisation: string | null;
  readonly details?: PersonDetails | undefined;
}

/** Enter somebody who has not written to us. Throws `conflict` naming the person who has the address. */
export async function enterPerson(directory: Directory, person: NewPerson): Promise<string> {
  const { db, vault } = directory;
  const { programmeId, details, name, organisation, email } = person;
  const now = await directory.now();
  const emailIndex = email === null ? null : blindIndex(vault.master, email);
  return await inTransaction(db, async (tx) => {
    if (emailIndex !== null) {
      await lockSender(tx, programmeId, emailIndex);
      const known = await findPartyByEmail(tx, programmeId, emailIndex);
      if (known !== undefined) throw addressTaken(known.id);
    }
    const partyId = newId();
    const keyId = await vault.newKey(tx, now);
    await insertParty(tx, { id: partyId, programmeId, keyId, emailIndex, createdAt: now });
    await fillCard(tx, { partyId, programmeId, name, organisation, email });
    if (details !== undefined)
      await sealDetails(directory, tx, { id: partyId, keyId, detailsId: null }, details);
    await keepTraces(directory, tx, { id: partyId, programmeId }, { email, phone: details?.phone });
    await askForPairs(tx, { subjectId: partyId, kind: "person", programmeId, now });
    return partyId;
  });
}

/** What is left out stays. */
export interface Correction {
  readonly name?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly organisation?: string | null | undefined;
  readonly details?: PersonDetails | undefined;
}

/**
 * Correct the card or replace the details. Throws `conflict` naming the person who has the address, and `invalid` for
 * the organisation of somebody whose affiliation says it, or a card that would name nobody.
 */
export async function correctPerson(
  directory: Directory,
  { id, programmeId }: Person,
  { details, ...given }: Correction,
): Promise<void> {
  const { db, vault } = directory;
  const words = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Partial<Record<"name" | "email" | "organisation", string | null>>;
  await inTransaction(db, async (tx) => {
    const emailIndex = words.email == null ? null : blindIndex(vault.master, words.email);
    if (emailIndex !== null) await lockSender(tx, programmeId, emailIndex);
    const person = await lockParty(tx, id);
    if (person === undefined) throw new ConvokeError("sealed", "The person was erased meanwhile");
    if ("organisation" in words && (await currentAffiliations(tx, [id])).has(id)) {
      const detail = "expected to be left out: the current affiliation says it; change that instead";
      throw new InvalidInput("The organisation follows the affiliation", [
        { pointer: "/organisation", detail },
      ]);
    }
    const after = { ...person, ...words };
    if (after.name === null && after.email === null) {
      const detail = "expected a name or an e-mail address";
      throw new InvalidInput("The card would name nobody", [{ pointer: "/name", detail }]);
    }
    if ("email" in words && !(await setEmailIndex(tx, { id, emailIndex }))) {
      const other = emailIndex === null ? undefined : await findPartyByEmail(tx, programmeId, emailIndex);
      throw addressTaken(other?.id ?? id);
    }
    await changeCard(tx, id, words);
    if (details !== undefined) await sealDetails(directory, tx, person, details);
    await keepTraces(directory, tx, person, { email: words.email, phone: details?.phone });
    await askForPairs(tx, { subjectId: person.id, kind: "person", programmeId, now: await directory.now() });
  });
}

/** One record at a time: what was corrected is not kept. */
async function sealDetails(
  { vault, now }: Directory,
  tx: Tx,
  { id: partyId, keyId, detailsId }: Pick<Person, "id" | "keyId" | "detailsId">,
  details: PersonDetails,
): Promise<void> {
  const id = newId();
  const sealed = await vault.seal(tx, keyId, JSON.stringify(details), recordPlace(id));
  await insertSealedRecord(tx, { id, keyId, purpose: "person/details", sealed, createdAt: await now() });
  await setDetails(tx, partyId, id);
  if (detailsId !== null) await deleteSealedRecord(tx, detailsId);
}

/** Null when there are none. */
export async function detailsOf(
  reading: Reading,
  { detailsId }: Pick<Person, "detailsId">,
): Promise<PersonDetails | null> {
  if (detailsId === null) return null;
  const text = (await openRecords(reading, [detailsId])).get(detailsId)?.text;
  return text === undefined ? null : (JSON.parse(text) as PersonDetails);
}

const addressTaken = (existing: string): ConvokeError =>
  new ConvokeError("conflict", "Somebody else in the programme has this e-mail address", {
    extra: { existing },
  });
