/** Deliveries that a person looks at: what is in them, and reading them once more. */
import { ConvokeError } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import type { Tx } from "../store/database.ts";
import { inTransaction } from "../store/database.ts";
import type { Delivery } from "../store/deliveries.ts";
import { deliveryPlace, reopenDelivery, reopenHeldOf } from "../store/deliveries.ts";
import { insertReplays, lockReplaysOf } from "../store/delivery-replays.ts";
import type { NewEffect } from "../store/effect-writes.ts";
import { askFor, workOf } from "../store/work.ts";
import type { Intake } from "./intake.ts";
import { SUSPICIOUS_FROM } from "./own-form/suspicion.ts";

/** The body as it came; null when none was kept. Throws `sealed` when it was erased. */
export async function openBody({ db, vault }: Intake, delivery: Delivery): Promise<Buffer | null> {
  const { id, keyId, sealed } = delivery;
  if (keyId === null || sealed === null) return null;
  return await vault.openBytes(db, keyId, sealed, deliveryPlace(id));
}

/**
 * Have a delivery read again, for instance with another mapping: a held one as if it had just come, an accepted one so that
 * its engagement hears the corrected reading. Who asks while that is under way has it read once. Throws `conflict` for
 * what is neither, and `sealed` for what was erased.
 */
export async function retryDelivery(intake: Intake, delivery: Delivery, askedBy: string): Promise<void> {
  if (delivery.bodySha256 === "erased") {
    throw new ConvokeError("sealed", `The delivery ${delivery.id} was erased`);
  }
  if (delivery.contentType === "message/rfc822") {
    throw new ConvokeError("conflict", `The delivery ${delivery.id} is a mail, which no mapping reads`);
  }
  const askedAt = await intake.now();
  const asked = await inTransaction(intake.db, async (tx) => {
    if ((await lockReplaysOf(tx, delivery.id)) !== undefined) return [];
    const replay = replayOf(delivery);
    if (delivery.status === "accepted") return await ask(tx, [replay], { askedBy, askedAt });
    if (await reopenDelivery(tx, delivery.id)) return await ask(tx, [replay], { askedBy, askedAt });
    throw new ConvokeError("conflict", `The delivery ${delivery.id} is neither held nor accepted`);
  });
  intake.hint(asked);
}

/** Held deliveries of one source that are read again at once. Whoever has more asks again. */
const RETRIED_MAX = 500;

/** Have those that wait read again, the oldest first, those excepted that look suspicious. Returns how many. */
export async function retryHeldOf(intake: Intake, sourceId: string, askedBy: string): Promise<number> {
  const askedAt = await intake.now();
  const asked = await inTransaction(intake.db, async (tx) => {
    const reopened = await reopenHeldOf(tx, sourceId, {
      scoreBelow: SUSPICIOUS_FROM,
      limit: RETRIED_MAX,
    });
    return reopened.length === 0 ? [] : await ask(tx, reopened.map(replayOf), { askedBy, askedAt });
  });
  intake.hint(asked);
  return asked.length;
}

interface Asked {
  readonly id: string;
  readonly deliveryId: string;
  readonly programmeId: string;
}

const replayOf = ({ id, programmeId }: Pick<Delivery, "id" | "programmeId">): Asked => ({
  id: newId(),
  deliveryId: id,
  programmeId,
});

async function ask(
  tx: Tx,
  replays: readonly Asked[],
  by: { readonly askedBy: string; readonly askedAt: Date },
): Promise<NewEffect[]> {
  await insertReplays(tx, replays, by);
  const readings = replays.map(({ id, deliveryId, programmeId }) =>
    readingOf({ id: deliveryId, programmeId }, by.askedAt, id),
  );
  await askFor(tx, readings);
  return readings;
}

/** The work of reading it. */
export const readingOf = (
  delivery: Pick<Delivery, "id" | "programmeId">,
  now: Date,
  replayId?: string,
): NewEffect =>
  workOf({
    of: delivery.id,
    programmeId: delivery.programmeId,
    action: "readDelivery",
    ...(replayId === undefined ? {} : { name: `readDelivery ${replayId}` }),
    payload: { deliveryId: delivery.id, ...(replayId === undefined ? {} : { replayId }) },
    now,
  });
