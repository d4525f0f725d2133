/** What came since a merge and is the absorbed person's goes over to them, words and keys with it. */
import type { Since } from "../../contract/merges.ts";
import { newId } from "../../lib/ids.ts";
import { affiliationsOf } from "../../store/affiliations.ts";
import type { Tx } from "../../store/database.ts";
import { noteParty, readDeliveryUnscoped } from "../../store/deliveries.ts";
import type { Merge, Sorted } from "../../store/merges.ts";
import { moveAffiliations, moveJobChanges, setTitle } from "../../store/merges.ts";
import { readParty } from "../../store/parties.ts";
import { deleteSealedRecord, insertSealedRecord, recordPlace } from "../../store/sealed-records.ts";
import { showCurrent } from "../affiliations.ts";
import type { Directory } from "../directory.ts";
import { openRecords } from "../people.ts";

/** Returns where each went, and the records that deliveries are read from now. */
export async function giveBack(
  directory: Directory,
  tx: Tx,
  { survivorId, absorbedId }: Merge,
  sorted: readonly Since[],
): Promise<Sorted[]> {
  const party = await readParty(tx, absorbedId);
  const theirs = sorted.filter(({ to }) => to === "absorbed");
  if (party === undefined) return [];
  const records = new Map<string, string>();
  for (const { kind, id } of theirs) {
    if (kind !== "delivery") continue;
    const recordId = await handOver(directory, tx, id, party);
    if (recordId !== undefined) records.set(id, recordId);
  }
  const ids = (kind: Since["kind"]) => theirs.filter((one) => one.kind === kind).map(({ id }) => id);
  const has = new Set(
    (await affiliationsOf(tx, absorbedId)).flatMap(({ organisationId, until }) =>
      until === null ? [organisationId] : [],
    ),
  );
  const begun = (await affiliationsOf(tx, survivorId)).filter(({ id }) => ids("affiliation").includes(id));
  for (const one of begun) {
    // Who is with the organisation already is with it once.
    if (one.until === null && has.has(one.organisationId)) continue;
    if (one.titleId !== null) await setTitle(tx, one.id, await resealed(directory, tx, one.titleId, party));
    await moveAffiliations(tx, [one.id], absorbedId);
  }
  await moveJobChanges(tx, ids("job-change"), absorbedId);
  if (sorted.some(({ kind }) => kind === "affiliation")) {
    for (const id of [survivorId, absorbedId]) await showCurrent(tx, id);
  }
  return sorted.map(({ kind, id, to }) => {
    const recordId = records.get(id);
    return { kind, id, to: to ?? "survivor", ...(recordId === undefined ? {} : { recordId }) };
  });
}

interface Receiver {
  readonly id: string;
  readonly keyId: string;
}

/** The delivery's key goes under theirs, and its inquiry is sealed under theirs: what the survivor's case named is gone. */
async function handOver(
  directory: Directory,
  tx: Tx,
  deliveryId: string,
  party: Receiver,
): Promise<string | undefined> {
  const delivery = await readDeliveryUnscoped(tx, deliveryId);
  if (delivery?.keyId != null) await directory.vault.handOver(tx, delivery.keyId, party.keyId);
  await noteParty(tx, deliveryId, party.id);
  return (await resealed(directory, tx, deliveryId, party)) ?? undefined;
}

/** Undefined for what is not there. */
async function resealed(
  { vault, now }: Directory,
  tx: Tx,
  recordId: string,
  { keyId }: Receiver,
): Promise<string | null> {
  const record = (await openRecords({ vault, db: tx }, [recordId])).get(recordId);
  if (record === undefined) return null;
  const id = newId();
  const sealed = await vault.seal(tx, keyId, record.text, recordPlace(id));
  await insertSealedRecord(tx, { id, keyId, purpose: record.purpose, sealed, createdAt: await now() });
  await deleteSealedRecord(tx, recordId);
  return id;
}
