/** Taking an instance out of service for a person to look at, and back into it. */
import { ConvokeError } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import { inTransaction } from "../store/database.ts";
import type { EffectKey } from "../store/effects.ts";
import { dropEffect, effectKeyText, retryEffects } from "../store/effects.ts";
import { addIncident, resolveIncidents } from "../store/incidents.ts";
import { lockInstances, setInstanceStatus } from "../store/instances.ts";
import type { Engine } from "./engine.ts";

/** Park the instance an effect belongs to, because its chart cannot go on with the snapshot as stored. */
export async function parkInstance(engine: Engine, key: EffectKey, reason: string): Promise<void> {
  const createdAt = await engine.now();
  await inTransaction(engine.db, async (tx) => {
    const instance = (await lockInstances(tx, [key.instanceId])).get(key.instanceId);
    if (instance?.status !== "active") return;
    await setInstanceStatus(tx, instance.id, "parked", reason);
    await addIncident(tx, {
      id: newId(),
      instanceId: instance.id,
      programmeId: instance.programmeId,
      effect: effectKeyText(key),
      kind: "parked",
      reason,
      createdAt,
    });
  });
}

/** Put a parked instance back into service and try what failed again. Throws `conflict` when it is not parked. */
export async function retryInstance(engine: Engine, id: string): Promise<void> {
  await unpark(engine, id, "retried", async (tx, now) => await retryEffects(tx, id, now));
}

/** Put a parked instance back into service and drop the timer or outcome that its chart could not take. */
export async function skipEffect(engine: Engine, id: string, key: EffectKey): Promise<void> {
  await unpark(engine, id, `skipped ${effectKeyText(key)}`, async (tx, now) => {
    await dropEffect(tx, key);
    await retryEffects(tx, id, now);
  });
}

async function unpark(
  engine: Engine,
  id: string,
  resolution: string,
  mend: (tx: Parameters<Parameters<typeof inTransaction>[1]>[0], now: Date) => Promise<void>,
): Promise<void> {
  const now = await engine.now();
  await inTransaction(engine.db, async (tx) => {
    const instance = (await lockInstances(tx, [id])).get(id);
    if (instance?.status !== "parked") throw new ConvokeError("conflict", `Instance ${id} is not parked`);
    await mend(tx, now);
    await setInstanceStatus(tx, id, "active", null);
    await resolveIncidents(tx, id, now, resolution);
  });
}
