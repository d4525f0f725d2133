/** Whose is what has come since a merge? Each is told by where it came from; what cannot be told is a person's to say. */
import type { Side, Since } from "../../contract/merges.ts";
import { blindIndex } from "../../seal/master.ts";
import { affiliationsOf } from "../../store/affiliations.ts";
import type { Tx } from "../../store/database.ts";
import type { JobChangeIds, Merge } from "../../store/merges.ts";
import { deliveriesOf, jobChangesOf } from "../../store/merges.ts";
import { findRawPartyByEmail } from "../../store/parties.ts";
import type { Directory } from "../directory.ts";
import { openRecords } from "../people.ts";

export async function sortSince(directory: Directory, tx: Tx, merge: Merge): Promise<Since[]> {
  const { moved, survivorId } = merge;
  const changes = await jobChangesOf(tx, survivorId);
  const ownAffiliations = new Set([...moved.own.affiliations, ...moved.affiliations]);
  const begun = (await affiliationsOf(tx, survivorId)).filter(({ id }) => !ownAffiliations.has(id));
  const ownDeliveries = new Set(moved.own.deliveries);
  const delivered = (await deliveriesOf(tx, survivorId)).filter((id) => !ownDeliveries.has(id));

  const affiliations = begun.map(({ id }): Since => {
    const change = changes.find(({ begunId }) => begunId === id);
    return { kind: "affiliation", id, ...byWhatWasLeft(change, merge) };
  });
  const sideOf = (id: string | null): Side | null => affiliations.find((one) => one.id === id)?.to ?? null;
  const newChanges = changes.filter((one) => isNew(one, merge, new Set(begun.map(({ id }) => id))));
  const jobChanges = newChanges.map((one): Since => {
    const left = byWhatWasLeft(one, merge);
    return { kind: "job-change", id: one.id, ...left, to: left.to ?? sideOf(one.begunId) };
  });
  const deliveries = await bySender(directory, tx, merge, delivered);
  return [...deliveries, ...affiliations, ...jobChanges];
}

function isNew({ id, leftId, begunId }: JobChangeIds, { moved }: Merge, begun: ReadonlySet<string>): boolean {
  if (moved.jobChanges.includes(id)) return false;
  // A job change names what it left and began; one from before the merge names what was there before it.
  return (begunId !== null && begun.has(begunId)) || (leftId !== null && moved.affiliations.includes(leftId));
}

function byWhatWasLeft(change: JobChangeIds | undefined, { moved }: Merge): Pick<Since, "to" | "why"> {
  const leftId = change?.leftId ?? null;
  if (leftId === null) return { to: null, why: "Nothing says whose it is" };
  if (moved.affiliations.includes(leftId))
    return { to: "absorbed", why: "It follows a job that was the absorbed person's" };
  if (moved.own.affiliations.includes(leftId))
    return { to: "survivor", why: "It follows a job that was the survivor's" };
  return { to: null, why: "It follows a job that was begun after the merge" };
}

async function bySender(
  directory: Directory,
  tx: Tx,
  { programmeId, absorbedId, moved }: Merge,
  ids: readonly string[],
): Promise<Since[]> {
  const { vault } = directory;
  const theirs = [absorbedId, ...moved.parties];
  const sorted: Since[] = [];
  // An inquiry is sealed as a record with the delivery's id.
  const opened = await openRecords({ vault, db: tx }, ids);
  for (const id of ids) {
    const address = addressIn(opened.get(id)?.text);
    const index = address === undefined ? undefined : blindIndex(vault.master, address);
    const sender = index === undefined ? undefined : await findRawPartyByEmail(tx, programmeId, index);
    sorted.push({
      kind: "delivery",
      id,
      to: sender === undefined ? null : theirs.includes(sender) ? "absorbed" : "survivor",
      why:
        address === undefined
          ? "It carries no address"
          : sender === undefined
            ? "Its address is nobody's any more"
            : "It came from their address",
    });
  }
  return sorted;
}

function addressIn(inquiry: string | undefined): string | undefined {
  if (inquiry === undefined) return undefined;
  const { person } = JSON.parse(inquiry) as { readonly person?: { readonly email?: string | null } };
  return person?.email ?? undefined;
}
