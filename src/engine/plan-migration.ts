/** What migrating one instance to the next version would do. Pure: the same plan serves the dry run and the deed. */
import type { ActivityPolicy, StoredState, TimerPolicy } from "../../workflows/workflow.ts";
import { SnapshotMismatch } from "../lib/errors.ts";
import type { LiveSnapshot, Machine, MachineEvent } from "../machine/port.ts";
import type { Effect } from "../store/effects.ts";
import type { Instance } from "../store/instances.ts";

export interface MigrationPlan {
  readonly live: LiveSnapshot;
  /** Ids of the activities that go on or start again. */
  readonly keptActivities: readonly string[];
  readonly timers: readonly { readonly effect: Effect; readonly policy: TimerPolicy }[];
  readonly activities: readonly {
    readonly effect: Effect;
    readonly policy: Exclude<ActivityPolicy, "require-idle">;
  }[];
  /** Timers to arm anew: by timer id the event they send. */
  readonly arms: readonly { readonly id: string; readonly event: MachineEvent }[];
}

/** Throws `SnapshotMismatch` saying why the instance cannot be migrated. */
export function planMigration(
  target: Machine,
  instance: Instance,
  effects: readonly Effect[],
): MigrationPlan {
  const { migration, name, version } = target.definition;
  if (migration?.from !== instance.version) {
    throw new SnapshotMismatch(name, `version ${version} has no migration from version ${instance.version}`);
  }
  const activities = effects
    .filter((effect) => effect.kind === "invoke")
    .map((effect) => ({ effect, policy: activityPolicy(target, effect) }));
  const keptActivities = activities.filter((one) => one.policy !== "cancel").map((one) => idOf(one.effect));
  const live = target.adopt(instance.snapshot, keptActivities);
  const timers = effects
    .filter((effect) => effect.kind === "timer")
    .map((effect) => ({ effect, policy: timerPolicy(target, effect) }));
  const migrated = target.persist(live) as unknown as StoredState;
  const arms = Object.entries(migration.arms?.(migrated) ?? {}).map(([id, event]) => ({ id, event }));
  // A projection that fails on the migrated snapshot must fail here, not half-way.
  target.project(live);
  return { live, keptActivities, timers, activities, arms };
}

/** A timer's id stands in its action; an activity's in its name. */
const idOf = (effect: Effect): string => effect.name.slice(effect.name.indexOf(":") + 1);

function timerPolicy(machine: Machine, effect: Effect): TimerPolicy {
  const { definition } = machine;
  const policy = definition.migration?.timers?.[effect.action] ?? "keep";
  const type = (effect.payload["event"] as { type: string }).type;
  if (policy === "cancel" || machine.hears(type)) return policy;
  throw new SnapshotMismatch(
    definition.name,
    `the timer ${effect.action} would send ${type}, which version ${definition.version} never hears; give it the policy cancel`,
  );
}

function activityPolicy({ definition }: Machine, effect: Effect): Exclude<ActivityPolicy, "require-idle"> {
  const policy = definition.migration?.activities?.[idOf(effect)] ?? "keep";
  if (policy !== "require-idle") return policy;
  throw new SnapshotMismatch(definition.name, `the activity ${idOf(effect)} is running and has to end first`);
}
