/** From the sealed delivery to an inquiry, in a worker. */
import { assert } from "../lib/assert.ts";
import type { Tx } from "../store/database.ts";
import type { Delivery } from "../store/deliveries.ts";
import {
  deliveryPlace,
  noteParty,
  partyOfSubmission,
  readDeliveryUnscoped,
  settleDelivery,
} from "../store/deliveries.ts";
import type { SourceAtDoor } from "../store/sources.ts";
import type { Inquiry } from "./inquiry.ts";
import type { Intake } from "./intake.ts";
import { readBody } from "./read-body.ts";

export type Read =
  | {
      readonly kind: "inquiry";
      readonly delivery: Delivery;
      readonly source: SourceAtDoor;
      readonly inquiry: Inquiry;
    }
  /** It was accepted, and is read again for the engagement it has become or come to. */
  | {
      readonly kind: "again";
      readonly delivery: Delivery;
      readonly engagementId: string;
      readonly partyId: string;
      readonly inquiry: Inquiry;
    }
  /** Nothing left to do, or a person has to look first. */
  | { readonly kind: "settled"; readonly reason: string };

/** `isReplay` when somebody asked for it to be read again. */
export async function readDelivery(intake: Intake, id: string, isReplay = false): Promise<Read> {
  const { db, vault } = intake;
  const delivery = await readDeliveryUnscoped(db, id);
  if (delivery?.status !== "received" && !(isReplay && delivery?.status === "accepted"))
    return { kind: "settled", reason: `The delivery is ${delivery?.status ?? "gone"}` };
  assert(delivery.keyId !== null && delivery.sealed !== null, "a delivery to be read keeps its body");
  const source = await intake.sourceNamed(delivery.sourceId);
  if (source === undefined) return await hold(intake, delivery, "The source is gone");

  const bytes = await vault.openBytes(db, delivery.keyId, delivery.sealed, deliveryPlace(id));
  const { contentType, receivedAt, engagementId, partyId } = delivery;
  const read = readBody(source, { bytes, contentType: contentType ?? undefined, receivedAt });
  if (read.kind === "problem") return await hold(intake, delivery, read.reason);

  const { inquiry } = read;
  if (delivery.status === "received") return { kind: "inquiry", delivery, source, inquiry };
  assert(engagementId !== null && partyId !== null, "an accepted delivery has come to somebody's engagement");
  return { kind: "again", delivery, engagementId, partyId, inquiry };
}

/** The submission a delivery is of; one without a vendor's id is a submission by itself. */
export function submissionOf({ vault }: Intake, { id, sourceId, submissionKey, keyId, partyId }: Delivery) {
  return {
    key: `${sourceId}/${submissionKey ?? id}`,
    partyId: async (tx: Tx): Promise<string | undefined> =>
      partyId ?? (submissionKey === null ? undefined : await partyOfSubmission(tx, sourceId, submissionKey)),
    /** The delivery's key goes under the party's, so that erasing them erases it. */
    async belongsTo(tx: Tx, party: { readonly id: string; readonly keyId: string }): Promise<void> {
      if (partyId === party.id || keyId === null) return;
      await vault.handOver(tx, keyId, party.keyId);
      await noteParty(tx, id, party.id);
    },
  };
}

/** `event` is what the engagement heard. */
export async function acceptDelivery(
  intake: Intake,
  id: string,
  { engagementId, event }: { readonly engagementId: string; readonly event: string },
): Promise<void> {
  await settle(intake, id, { status: "accepted", reason: null, engagementId, event });
}

/** Keep it for a person to look at. */
export async function holdDelivery(intake: Intake, id: string, reason: string): Promise<void> {
  await settle(intake, id, { status: "held", reason, engagementId: null, event: null });
}

/** What was accepted stays so, whatever becomes of reading it again. */
async function hold(intake: Intake, delivery: Delivery, reason: string): Promise<Read> {
  if (delivery.status === "received") await holdDelivery(intake, delivery.id, reason);
  return { kind: "settled", reason };
}

async function settle(
  intake: Intake,
  id: string,
  end: Omit<Parameters<typeof settleDelivery>[2], "now">,
): Promise<void> {
  await settleDelivery(intake.db, id, { ...end, now: await intake.now() });
}
