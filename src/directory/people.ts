/** Parties and what is sealed about them. */
import { blindIndex } from "../seal/master.ts";
import { assert } from "../lib/assert.ts";
import { newId } from "../lib/ids.ts";
import { inTransaction, persistently } from "../store/database.ts";
import type { Queryable, Tx } from "../store/database.ts";
import { eraseReach, reachOf } from "../store/erase-party.ts";
import type { Party, PersonCard } from "../store/parties.ts";
import {
  fillCard,
  findPartyByEmail,
  insertParty,
  lockSender,
  partiesOfPerson,
  partyWithCase,
  readCards,
  readParty,
} from "../store/parties.ts";
import {
  deleteSealedRecord,
  insertSealedRecord,
  readSealedRecords,
  recordPlace,
} from "../store/sealed-records.ts";
import { askForPairs } from "../store/duplicate-pairs.ts";
import type { Directory } from "./directory.ts";
import { keepTraces } from "./duplicates/traces.ts";

export interface Sender {
  readonly programmeId: string;
  readonly name: string | null;
  readonly organisation: string | null;
  readonly email: string | null;
  readonly phone?: string | null | undefined;
  /** What the sender is known by beside the address. */
  readonly submission?: Submission | undefined;
  /** Whoever enters many people has them compared together, when all of them are there. */
  readonly isComparedLater?: boolean | undefined;
}

/** A form that may come in several deliveries, of which not every one carries an address. */
interface Submission {
  /** Keeps two deliveries of it apart while one of them makes the party. */
  readonly key: string;
  /** The party it is known to come from. */
  partyId(tx: Tx): Promise<string | undefined>;
  /** Remembers whose it is, in the transaction that decides it. */
  belongsTo(tx: Tx, party: Party, isNew: boolean): Promise<void>;
}

export interface Identified extends Party {
  /** Made just now: nobody else knows of it yet. */
  readonly isNew: boolean;
}

/** The party who writes: known by its e-mail address or by the submission, else a new one with a key of its own. */
export async function identifyParty(directory: Directory, sender: Sender): Promise<Identified> {
  // Many letters of one sender at once wait for each other, and longer than a lock may be waited for.
  return await persistently(() => identify(directory, sender));
}

async function identify(directory: Directory, sender: Sender): Promise<Identified> {
  const { db, vault } = directory;
  const now = await directory.now();
  const emailIndex = sender.email === null ? null : blindIndex(vault.master, sender.email);
  return await inTransaction(db, async (tx) => {
    const { name, organisation, email, programmeId, submission } = sender;
    // Always in this order, so that two senders never wait for each other.
    if (submission !== undefined) await lockSender(tx, programmeId, submission.key);
    if (emailIndex !== null) await lockSender(tx, programmeId, emailIndex);
    const known = await knownParty(tx, sender, emailIndex);
    const person = known ?? {
      id: newId(),
      programmeId,
      keyId: await vault.newKey(tx, now),
      emailIndex,
      createdAt: now,
    };
    if (known === undefined) await insertParty(tx, person);
    await fillCard(tx, { partyId: person.id, programmeId, name, organisation, email });
    if (known === undefined) {
      await keepTraces(directory, tx, person, { email, phone: sender.phone });
      if (sender.isComparedLater !== true)
        await askForPairs(tx, { subjectId: person.id, kind: "person", programmeId, now });
    }
    await submission?.belongsTo(tx, person, known === undefined);
    const party = known === undefined ? person : await partyWithCase(tx, known);
    return { ...party, isNew: known === undefined };
  });
}

/** The party who would be identified; undefined for somebody new. Writes nothing. */
export async function recogniseParty(
  { db, vault }: Directory,
  sender: Recognisable & Pick<Sender, "email">,
): Promise<Party | undefined> {
  const emailIndex = sender.email === null ? null : blindIndex(vault.master, sender.email);
  return await inTransaction(db, async (tx) => {
    const known = await knownParty(tx, sender, emailIndex);
    return known === undefined ? undefined : await partyWithCase(tx, known);
  });
}

type Recognisable = Pick<Sender, "programmeId"> & {
  readonly submission?: Pick<Submission, "partyId"> | undefined;
};

async function knownParty(
  tx: Tx,
  sender: Recognisable,
  emailIndex: string | null,
): Promise<Party | undefined> {
  if (emailIndex !== null) {
    const party = await findPartyByEmail(tx, sender.programmeId, emailIndex);
    if (party !== undefined) return party;
  }
  const partyId = await sender.submission?.partyId(tx);
  return partyId === undefined ? undefined : (await partiesOfPerson(tx, partyId))[0];
}

/**
 * Seal words of or about a party, under its key; without a party, under a key of their own. Returns the id an event
 * may carry. Idempotent when `id` is given.
 */
export async function sealRecord(
  { db, vault, now }: Directory,
  partyId: string | undefined,
  record: { readonly purpose: string; readonly text: string; readonly id?: string },
): Promise<string> {
  const createdAt = await now();
  const keyId = partyId === undefined ? await vault.newKey(db, createdAt) : await keyOf(db, partyId);
  const id = record.id ?? newId();
  const sealed = await vault.seal(db, keyId, record.text, recordPlace(id));
  await insertSealedRecord(db, { id, keyId, purpose: record.purpose, sealed, createdAt });
  return id;
}

/** Words that were sealed for an event which was then not taken. */
export async function forgetRecord({ db }: Directory, id: string): Promise<void> {
  await deleteSealedRecord(db, id);
}

async function keyOf(db: Queryable, partyId: string): Promise<string> {
  const party = await readParty(db, partyId);
  assert(party !== undefined, `party ${partyId} exists`);
  return party.keyId;
}

/** What it takes to open what is sealed, in a transaction or outside of one. */
export type Reading = Pick<Directory, "vault"> & { readonly db: Queryable };

/** What was sealed, by id. Records whose key was destroyed are left out: they are erased. */
export async function openRecords(
  { db, vault }: Reading,
  ids: readonly string[],
): Promise<Map<string, { purpose: string; text: string }>> {
  const opened = new Map<string, { purpose: string; text: string }>();
  for (const record of await readSealedRecords(db, ids)) {
    try {
      const text = await vault.open(db, record.keyId, record.sealed, recordPlace(record.id));
      opened.set(record.id, { purpose: record.purpose, text });
    } catch {
      continue;
    }
  }
  return opened;
}

export const cardsOf = async (
  { db }: Directory,
  partyIds: readonly string[],
): Promise<Map<string, PersonCard>> => await readCards(db, partyIds);

/** Destroy all that is a party's own. What its keys sealed, deliveries included, can never be opened again. */
export async function forgetParty({ db, now }: Directory, partyId: string): Promise<void> {
  const at = await now();
  await inTransaction(db, async (tx) => {
    const reach = await reachOf(tx, partyId, { found: [], addresses: [] });
    if (reach !== undefined) await eraseReach(tx, reach, { addresses: [], now: at });
  });
}

const PARTY_KEY = /^party:(.+)$/;

/** The party a business key names. */
export const partyIdOf = (businessKey: string | null): string | undefined =>
  PARTY_KEY.exec(businessKey ?? "")?.[1];

/** Whom a chart is about: a case its party, a form about somebody with an account that account. */
export const personIdOf = (businessKey: string | null): string | undefined =>
  /^(?:party|account):(.+)$/.exec(businessKey ?? "")?.[1];
