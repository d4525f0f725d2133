/** Taking an instance out of service for a person to look at, and back into it. */
import { backoffMs } from "../lib/backoff.ts";
import { ConvokeError, NotFound } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import { storableText } from "../lib/storable.ts";
import type { Tx } from "../store/database.ts";
import { inTransaction } from "../store/database.ts";
import type { Effect, EffectKey } from "../store/effects.ts";
import { countFailure, dropEffect, retryEffects } from "../store/effect-writes.ts";
import { effectKeyText } from "../store/effects.ts";
import { addIncident, resolutionText, resolveIncidents } from "../store/incidents.ts";
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
  const againAt = new Date((await engine.now()).getTime() + backoffMs(effect.attempts + 1));
  const failures = await countFailure(engine.db, effect, { againAt, reason });
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

/** All it takes to put an instance back, so that it can be part of a larger transaction. */
type Mending = Pick<Engine, "db" | "now">;

/**
 * Try again what failed or was given up, and put the instance back into service if it was parked. Throws `conflict` when
 * nothing is wrong with it.
 */
export async function retryInstance(engine: Mending, id: string, because?: string): Promise<void> {
  await mend(engine, id, resolutionText("retried", because), async (tx, isParked, now) => {
    const retried = await retryEffects(tx, id, now);
    if (!isParked && retried === 0)
      throw new ConvokeError("conflict", `Nothing is wrong with instance ${id}`);
  });
}

/**
 * Drop the timer, outcome or signal that a parked chart could not take, or work that was given up. Throws `not-found`
 * when the effect is neither.
 */
export async function skipEffect(
  engine: Mending,
  id: string,
  key: EffectKey,
  because?: string,
): Promise<void> {
  await mend(engine, id, resolutionText(`skipped ${effectKeyText(key)}`, because), async (tx, isParked) => {
    const isDropped = await dropEffect(tx, id, key, { evenPending: isParked });
    if (!isDropped) throw new NotFound("effect to skip", effectKeyText(key));
  });
}

async function mend(
  engine: Mending,
  id: string,
  resolution: string,
  act: (tx: Tx, isParked: boolean, now: Date) => Promise<void>,
): Promise<void> {
  const now = await engine.now();
  await inTransaction(engine.db, async (tx) => {
    const instance = (await lockInstances(tx, [id])).get(id);
    if (instance === undefined) throw new NotFound("instance", id);
    const isParked = instance.status === "parked";
    await act(tx, isParked, now);
    if (isParked) await setInstanceStatus(tx, id, "active", null);
    await resolveIncidents(tx, id, now, resolution);
  });
}
