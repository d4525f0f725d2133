/** Where people work: an affiliation has an organisation, a capacity and dates, and the card shows the current one. */
import { DateTime } from "luxon";
import type { Actor } from "../contract/actor.ts";
import type { Capacity } from "../contract/people.ts";
import { ConvokeError, InvalidInput } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import type { Affiliation } from "../store/affiliations.ts";
import {
  affiliationsOf,
  currentAffiliations,
  endAffiliation,
  insertAffiliation,
} from "../store/affiliations.ts";
import type { Tx } from "../store/database.ts";
import { inTransaction } from "../store/database.ts";
import { organisationNames, readOrganisation } from "../store/organisations.ts";
import type { Person } from "../store/parties.ts";
import { changeCard, lockParty } from "../store/parties.ts";
import type { Programme } from "../store/programmes.ts";
import { readProgramme } from "../store/programmes.ts";
import { insertSealedRecord, recordPlace } from "../store/sealed-records.ts";
import type { Directory } from "./directory.ts";

export interface Beginning {
  /** Id of an organisation of the institution's directory. */
  readonly organisation: string;
  readonly capacity: Capacity;
  readonly title: string | null;
  /** ISO dates. */
  readonly since: string | null;
  readonly until: string | null;
}

/** Throws `invalid` by field, and `conflict` naming the lasting affiliation with the same organisation. */
export async function beginAffiliation(
  directory: Directory,
  person: Person,
  beginning: Beginning,
  by: Actor,
): Promise<string> {
  return await inTransaction(directory.db, async (tx) => {
    const id = await begin(directory, tx, await lockPerson(tx, person.id), beginning, by);
    await showCurrent(tx, person.id);
    return id;
  });
}

/** `until` is its last day. Throws `conflict` for one that is over, `invalid` for a day it cannot end on. */
export async function finishAffiliation(
  directory: Directory,
  affiliation: Affiliation,
  until: string,
  by: Actor,
): Promise<void> {
  await inTransaction(directory.db, async (tx) => {
    const person = await lockPerson(tx, affiliation.partyId);
    const today = await todayOf(directory, tx, person, by);
    await finish(tx, person, affiliation.id, until, { today, pointer: "/until" });
    await showCurrent(tx, person.id);
  });
}

/** The part of a change that begins; the caller has locked the person. Returns the affiliation's id. */
export async function begin(
  directory: Directory,
  tx: Tx,
  person: Person,
  { organisation, capacity, title, since, until }: Beginning,
  by: Actor,
  at = "",
): Promise<string> {
  const programme = await programmeOf(tx, person, by);
  const found = await readOrganisation(tx, organisation, by);
  if (found?.institutionId !== programme.institutionId)
    throw wrong(`${at}/organisation`, "expected the id of an organisation of the programme's directory");
  checkDates(since, until, dayIn(await directory.now(), programme), at);
  const made: Affiliation = {
    id: newId(),
    programmeId: person.programmeId,
    partyId: person.id,
    // As it was named: of two that were merged, an undo tells whose it is.
    organisationId: organisation,
    capacity,
    since,
    until,
    titleId: title === null ? null : await sealTitle(directory, tx, person, title),
    createdAt: await directory.now(),
    createdBy: by.id,
  };
  const lasting = (await affiliationsOf(tx, person.id)).find(
    (one) => one.organisationId === found.id && one.until === null && until === null,
  );
  if (lasting === undefined && (await insertAffiliation(tx, made))) return made.id;
  throw new ConvokeError("conflict", `The person is affiliated with ${found.name} already; end that first`, {
    extra: { existing: lasting?.id },
  });
}

/** The part of a change that ends; the caller has locked the person. */
export async function finish(
  tx: Tx,
  person: Person,
  id: string,
  until: string,
  { today, pointer }: { readonly today: string; readonly pointer: string },
): Promise<void> {
  const found = (await affiliationsOf(tx, person.id)).find((one) => one.id === id);
  if (found?.until !== null)
    throw new ConvokeError("conflict", `The affiliation ${id} is over since ${found?.until ?? "long"}`);
  if (until > today) throw wrong(pointer, `expected ${today} or an earlier day`);
  if (found.since !== null && until < found.since)
    throw wrong(pointer, `expected a day from ${found.since} on, when it began`);
  await endAffiliation(tx, id, until);
}

/** The card shows where they work now: the lasting affiliation that began last. */
export async function showCurrent(tx: Tx, partyId: string): Promise<void> {
  const current = (await currentAffiliations(tx, [partyId])).get(partyId);
  const names = await organisationNames(tx, current === undefined ? [] : [current.organisationId]);
  await changeCard(tx, partyId, { organisation: names.get(current?.organisationId ?? "") ?? null });
}

/** Throws `sealed` for somebody who was erased. */
export async function lockPerson(tx: Tx, id: string): Promise<Person> {
  const person = await lockParty(tx, id);
  if (person === undefined) throw new ConvokeError("sealed", `The person ${id} was erased`);
  return person;
}

/** The day it is where the programme is, ISO date. */
export async function todayOf({ now }: Directory, tx: Tx, person: Person, by: Actor): Promise<string> {
  return dayIn(await now(), await programmeOf(tx, person, by));
}

async function programmeOf(tx: Tx, { programmeId }: Person, by: Actor): Promise<Programme> {
  const programme = await readProgramme(tx, programmeId, by);
  if (programme === undefined) throw new ConvokeError("not-found", `No programme has the id ${programmeId}`);
  return programme;
}

const dayIn = (now: Date, { zone }: Programme): string =>
  DateTime.fromJSDate(now, { zone }).toFormat("yyyy-MM-dd");

function checkDates(since: string | null, until: string | null, today: string, at: string): void {
  if (since !== null && since > today)
    throw wrong(`${at}/since`, `expected ${today} or an earlier day; enter it on the day`);
  if (until !== null && until > today) throw wrong(`${at}/until`, `expected ${today} or an earlier day`);
  if (since !== null && until !== null && until < since)
    throw wrong(`${at}/until`, `expected a day from ${since} on`);
}

async function sealTitle(
  { vault, now }: Directory,
  tx: Tx,
  { keyId }: Person,
  title: string,
): Promise<string> {
  const id = newId();
  const sealed = await vault.seal(tx, keyId, title, recordPlace(id));
  await insertSealedRecord(tx, { id, keyId, purpose: "affiliation/title", sealed, createdAt: await now() });
  return id;
}

const wrong = (pointer: string, detail: string): InvalidInput =>
  new InvalidInput(`The affiliation is not as expected: ${pointer} ${detail}`, [{ pointer, detail }]);
