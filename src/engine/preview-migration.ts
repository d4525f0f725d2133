/** What migrating an instance would do, version by version, as the deed itself goes; nothing is changed. */
import type { TimerPolicy } from "../../workflows/workflow.ts";
import { SnapshotMismatch } from "../lib/errors.ts";
import type { Effect } from "../store/effects.ts";
import { readTimersAndActivities } from "../store/effects.ts";
import type { Instance } from "../store/instances.ts";
import type { Engine } from "./engine.ts";
import type { MigrationPlan } from "./plan-migration.ts";
import { planMigration } from "./plan-migration.ts";
import type { Registry } from "./registry.ts";

export interface MigrationPreview {
  readonly from: number;
  readonly to: number;
  /** Why it cannot be done; null when it can. */
  readonly problem: string | null;
  /** Where it would stand; where it stands, when it cannot be done. */
  readonly stage: string | null;
  readonly state: string;
  readonly timers: readonly { readonly timer: string; readonly becomes: TimerPolicy | "arm" }[];
}

export async function previewMigration(
  { db, registry }: Engine,
  instance: Instance,
  to: number,
): Promise<MigrationPreview> {
  const { version: from, workflow, stage, state } = instance;
  const effects = await readTimersAndActivities(db, [instance.id]);
  try {
    const plans = plansTo(registry, instance, effects, to);
    const last = plans.at(-1);
    const stands = last === undefined ? { stage, state } : registry.version(workflow, to).project(last.live);
    const timers = plans.flatMap((plan) => [
      ...plan.timers.map(({ effect, policy }) => ({ timer: effect.action, becomes: policy })),
      ...plan.arms.map(({ id }) => ({ timer: id, becomes: "arm" as const })),
    ]);
    return { from, to, problem: null, stage: stands.stage, state: stands.state, timers };
  } catch (error) {
    if (!(error instanceof SnapshotMismatch)) throw error;
    return { from, to, problem: error.message, stage, state, timers: [] };
  }
}

/** Timers are judged against each version on the way. Throws `snapshot-mismatch`. */
export function plansTo(
  registry: Pick<Registry, "version">,
  instance: Instance,
  effects: readonly Effect[],
  to: number,
): MigrationPlan[] {
  const plans: MigrationPlan[] = [];
  let current = instance;
  for (let version = instance.version + 1; version <= to; version += 1) {
    const target = registry.version(instance.workflow, version);
    const plan = planMigration(target, current, effects);
    plans.push(plan);
    current = { ...current, version, snapshot: target.persist(plan.live) };
  }
  return plans;
}
