/** Deliveries that a person has to look at: what is in them, and reading them once more. */
import { ConvokeError } from "../lib/errors.ts";
import type { NewEffect } from "../store/effect-writes.ts";
import { inTransaction } from "../store/database.ts";
import type { Delivery } from "../store/deliveries.ts";
import { deliveryPlace, reopenDelivery } from "../store/deliveries.ts";
import { insertEffects } from "../store/effect-writes.ts";
import type { Intake } from "./intake.ts";

/** The body as text, bytes that are not UTF-8 replaced; null when none was kept. Throws `sealed` when it was erased. */
export async function openDelivery({ db, vault }: Intake, delivery: Delivery): Promise<string | null> {
  const { id, keyId, sealed } = delivery;
  if (keyId === null || sealed === null) return null;
  return (await vault.openBytes(db, keyId, sealed, deliveryPlace(id))).toString("utf8");
}

/** Have a held delivery read again, for instance with another mapping. Throws `conflict` when it is not held. */
export async function retryDelivery(intake: Intake, delivery: Delivery): Promise<void> {
  const now = await intake.now();
  const asked = await inTransaction(intake.db, async (tx) => {
    if (!(await reopenDelivery(tx, delivery.id)))
      throw new ConvokeError("conflict", `The delivery ${delivery.id} is not held`);
    const reading = readingOf(delivery, now);
    await tx.query(insertEffects("$1"), [JSON.stringify([reading])]);
    return reading;
  });
  intake.hint([asked]);
}

/** The work of reading it, as an effect row like any other: it outlives every queue. */
export const readingOf = (delivery: Pick<Delivery, "id" | "programmeId">, now: Date): NewEffect => ({
  instanceId: delivery.id,
  seq: 0,
  name: "readDelivery",
  kind: "act",
  action: "readDelivery",
  payload: { deliveryId: delivery.id },
  lane: null,
  ordinal: 0,
  programmeId: delivery.programmeId,
  rule: null,
  dueAt: now,
  remainingMs: null,
  state: "pending",
  createdAt: now,
});
