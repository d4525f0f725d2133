/** From the sealed delivery to an inquiry, in a worker. */
import { assert } from "../lib/assert.ts";
import type { Tx } from "../store/database.ts";
import type { Delivery, DeliveryStatus } from "../store/deliveries.ts";
import {
  deliveryPlace,
  noteParty,
  partyOfSubmission,
  readDeliveryUnscoped,
  settleDelivery,
} from "../store/deliveries.ts";
import type { Source } from "../store/sources.ts";
import { adapterOf } from "./adapters/index.ts";
import type { Inquiry } from "./inquiry.ts";
import type { Intake } from "./intake.ts";
import { mappingSchema } from "./mapping.ts";

export type Read =
  | {
      readonly kind: "inquiry";
      readonly delivery: Delivery;
      readonly source: Source;
      readonly inquiry: Inquiry;
    }
  /** Nothing left to do, or a person has to look first. */
  | { readonly kind: "settled"; readonly reason: string };

export async function readDelivery(intake: Intake, id: string): Promise<Read> {
  const { db, vault } = intake;
  const delivery = await readDeliveryUnscoped(db, id);
  if (delivery?.status !== "received")
    return { kind: "settled", reason: `The delivery is ${delivery?.status ?? "gone"}` };
  assert(delivery.keyId !== null && delivery.sealed !== null, "a received delivery keeps its body");

  const source = await intake.sourceNamed(delivery.sourceId);
  const adapter = source === undefined ? undefined : adapterOf(source.vendor);
  if (source === undefined || adapter === undefined)
    return await hold(intake, delivery, "The source is gone");

  const body = await vault.openBytes(db, delivery.keyId, delivery.sealed, deliveryPlace(id));
  const contentType = delivery.contentType ?? undefined;
  const parsed = adapter.parse({ body, contentType, headers: {}, receivedAt: delivery.receivedAt });
  if (parsed.kind === "problem") return await hold(intake, delivery, parsed.problem.reason);

  const inquiry = adapter.read(parsed.payload, mappingSchema.parse(source.mapping));
  if (!isFromSomebody(inquiry)) {
    return await hold(intake, delivery, "No name, address or message was found; check the source's mapping");
  }
  return { kind: "inquiry", delivery, source, inquiry };
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

export async function acceptDelivery(intake: Intake, id: string, engagementId: string): Promise<void> {
  await settle(intake, id, "accepted", null, engagementId);
}

/** Keep it for a person to look at. */
export async function holdDelivery(intake: Intake, id: string, reason: string): Promise<void> {
  await settle(intake, id, "held", reason, null);
}

async function hold(intake: Intake, delivery: Delivery, reason: string): Promise<Read> {
  await holdDelivery(intake, delivery.id, reason);
  return { kind: "settled", reason };
}

async function settle(
  intake: Intake,
  id: string,
  status: DeliveryStatus,
  reason: string | null,
  engagementId: string | null,
): Promise<void> {
  await settleDelivery(intake.db, id, { status, reason, engagementId, now: await intake.now() });
}

const isFromSomebody = ({ person, message, organisation }: Inquiry): boolean =>
  [person.name, person.email, person.phone, message, organisation].some((part) => part !== null);
