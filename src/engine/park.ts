/** Taking an instance out of service for a person to look at, and back into it. */
import { backoffMs } from "../lib/backoff.ts";
import { ConvokeError, NotFound } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import { storableText } from "../lib/storable.ts";
import { inTransaction } from "../store/database.ts";
import type { Effect, EffectKey } from "../store/effects.ts";
import { countFailure, dropEffect, effectKeyText, retryEffects } from "../store/effects.ts";
import { addIncident, resolveIncidents } from "../store/incidents.ts";
import { lockInstances, setInstanceStatus } from "../store/instances.ts";
import type { Engine } from "./engine.ts";

/** An instance that fails so often on the same effect is taken out of service until a person has looked. */
export const FAILURES_MAX = 5;

/**
 * A timer or an outcome could not be taken, and the step could not say so itself: count it, and in the end park the
 * instance. A snapshot that does not fit its chart fits no better the next time. A version that is not loaded may be
 * loaded by another process, so that is tried again.
 */
export async function countFailedStep(engine: Engine, effect: Effect, problem: unknown): Promise<void> {
  const reason = storableText(problem instanceof Error ? problem.message : String(problem));
  const dueAt = new Date((await engine.now()).getTime() + backoffMs(effect.attempts + 1));
  const failures = await countFailure(engine.db, effect, { dueAt, reason });
  const isHopeless = problem instanceof ConvokeError && problem.code === "snapshot-mismatch";
  if (isHopeless || failures >= FAILURES_MAX) await parkInstance(engine, effect.instanceId, effect, reason);
}

/** Park an instance, because of an effect of its own or of a signal on its way to it. */
export async function parkInstance(
  engine: Engine,
  id: string,
  key: EffectKey,
  reason: string,
): Promise<void> {
  const createdAt = await engine.now();
  await inTransaction(engine.db, async (tx) => {
    const instance = (await lockInstances(tx, [id])).get(id);
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

/**
 * Put a parked instance back into service and drop the timer, outcome or signal that its chart could not take. Throws
 * `conflict` when it is not parked, `not-found` when the effect is not its own.
 */
export async function skipEffect(engine: Engine, id: string, key: EffectKey): Promise<void> {
  await unpark(engine, id, `skipped ${effectKeyText(key)}`, async (tx, now) => {
    if (!(await dropEffect(tx, id, key))) throw new NotFound("effect", effectKeyText(key));
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
