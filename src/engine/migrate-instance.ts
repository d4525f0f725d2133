/** Moves a running instance to the next version of its workflow: one transaction, one journal row. */
import { SYSTEM } from "../contract/actor.ts";
import { ConvokeError, NotFound } from "../lib/errors.ts";
import { askForBatch, writeBatch } from "../store/batches.ts";
import type { Tx } from "../store/database.ts";
import { inTransaction } from "../store/database.ts";
import type { NewEffect } from "../store/effect-writes.ts";
import type { Effect } from "../store/effects.ts";
import { readTimersAndActivities } from "../store/effects.ts";
import { resolutionText, resolveIncidents } from "../store/incidents.ts";
import type { Instance } from "../store/instances.ts";
import { lockInstances } from "../store/instances.ts";
import { dueAt } from "./calendar.ts";
import type { Calendar } from "./calendar.ts";
import type { Engine } from "./engine.ts";
import { Folding } from "./folding.ts";
import { keptFacts, MIGRATED } from "./migrated-row.ts";
import type { MigrationPlan } from "./plan-migration.ts";
import { planMigration } from "./plan-migration.ts";

export interface Migrated {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Migrate one instance to `to`, version by version. A parked instance is put back into service by it. Throws
 * `snapshot-mismatch` saying why it cannot be done; versions reached before that stay reached.
 */
export async function migrateInstance(
  engine: Engine,
  id: string,
  to: number,
  because?: string,
): Promise<Migrated> {
  let from: number | undefined;
  for (;;) {
    const version = await inTransaction(engine.db, async (tx) => {
      const instance = (await lockInstances(tx, [id])).get(id);
      if (instance === undefined) throw new NotFound("instance", id);
      from ??= instance.version;
      if (instance.version >= to) return instance.version;
      if (instance.status === "done") throw new ConvokeError("conflict", `Instance ${id} has ended`);
      await migrateOnce(engine, tx, instance, because);
      return instance.version + 1;
    });
    if (version >= to) return { id, from: from ?? version, to: version };
  }
}

async function migrateOnce(
  engine: Engine,
  tx: Tx,
  instance: Instance,
  because: string | undefined,
): Promise<void> {
  const target = engine.registry.version(instance.workflow, instance.version + 1);
  const effects = await readTimersAndActivities(tx, [instance.id]);
  const plan = planMigration(target, instance, effects);
  const { now, calendars } = await askForBatch(tx, {
    keys: [],
    instanceIds: [],
    programmeIds: [instance.programmeId],
    isVirtual: engine.isVirtual,
  });

  const folding = new Folding({
    machine: target,
    isNew: false,
    calendar: calendars[0] ?? EVERY_WEEKDAY,
    live: plan.live,
    instance: {
      ...instance,
      version: target.definition.version,
      definitionHash: target.hash,
      parkedReason: null,
    },
  });
  const names = carryOut(folding, plan, instance.revision + 1, now);
  folding.advance(plan.live, target.status(plan.live), {
    event: { type: MIGRATED, from: instance.version, to: target.definition.version, hash: target.hash },
    origin: "operator",
    actor: { id: SYSTEM.id, roles: ["system"] },
    onBehalfOf: null,
    happenedAt: now,
    enteredAt: now,
    key: null,
    input: null,
    facts: keptFacts(plan.keptActivities),
    effects: names,
    emitted: [],
  });
  await writeBatch(tx, folding.write());
  if (instance.status === "parked")
    await resolveIncidents(tx, instance.id, now, resolutionText("migrated", because));
}

const EVERY_WEEKDAY: Calendar = { zone: "UTC", week: [1, 2, 3, 4, 5], holidays: [] };

/** Cancel, arm again and restart as the plan says. Returns the names of what was asked for anew. */
function carryOut(folding: Folding, plan: MigrationPlan, seq: number, now: Date): string[] {
  const names: string[] = [];
  const ask = (effect: NewEffect): void => {
    folding.cancel(effect.name, seq);
    folding.ask({ ...effect, seq, ordinal: names.length, createdAt: now });
    names.push(effect.name);
  };
  for (const { effect, policy } of plan.timers) {
    if (policy === "cancel") folding.cancel(effect.name, seq);
    if (policy === "rearm") ask(armed(folding, effect.action, effect.payload, now));
  }
  for (const { id, event } of plan.arms) ask(armed(folding, id, { event: { ...event } }, now));
  for (const { effect, policy } of plan.activities) {
    if (policy === "cancel") folding.cancel(effect.name, seq);
    if (policy === "restart") ask({ ...bare(effect), dueAt: now });
  }
  return names;
}

function armed(folding: Folding, id: string, payload: NewEffect["payload"], now: Date): NewEffect {
  const { instance, calendar, machine } = folding;
  const rule = machine.definition.timers[id];
  if (rule === undefined) {
    throw new ConvokeError("definition", `The migration arms the timer ${id}, for which there is no rule`);
  }
  return {
    instanceId: instance.id,
    seq: 0,
    name: `timer:${id}`,
    kind: "timer",
    action: id,
    payload,
    lane: null,
    ordinal: 0,
    programmeId: instance.programmeId,
    rule,
    dueAt: dueAt(rule, now, calendar),
    remainingMs: null,
    state: "pending",
    createdAt: now,
  };
}

function bare({ attempts: _, outcome: __, lastError: ___, ...effect }: Effect): NewEffect {
  return effect;
}
