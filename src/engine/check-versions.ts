/** Dry run over every live instance: does it fit the version it runs on, and could it be migrated to the newest? */
import type { Effect } from "../store/effects.ts";
import { readTimersAndActivities } from "../store/effects.ts";
import type { Instance } from "../store/instances.ts";
import { liveInstances } from "../store/instances.ts";
import type { Engine } from "./engine.ts";
import { plansTo } from "./preview-migration.ts";

const PAGE_ROWS = 500;
/** Failures named one by one; beyond that only counted. */
const NAMED_MAX = 20;

/** Instances of one workflow, version and state, and what would become of them. */
export interface Fate {
  readonly workflow: string;
  readonly version: number;
  readonly newest: number;
  readonly state: string;
  count: number;
  failures: number;
  readonly named: { readonly id: string; readonly reason: string }[];
}

export async function checkVersions(engine: Engine, workflow?: string): Promise<Fate[]> {
  const fates = new Map<string, Fate>();
  let afterId: string | undefined;
  for (;;) {
    const instances = await liveInstances(engine.db, { workflow, afterId, limit: PAGE_ROWS });
    if (instances.length === 0) break;
    const effects = await readTimersAndActivities(
      engine.db,
      instances.map(({ id }) => id),
    );
    for (const instance of instances) {
      const own = effects.filter((effect) => effect.instanceId === instance.id);
      judge(engine, instance, own, fates);
    }
    afterId = instances.at(-1)?.id;
  }
  return [...fates.values()].toSorted((a, b) => (label(a) < label(b) ? -1 : 1));
}

function judge(
  engine: Engine,
  instance: Instance,
  effects: readonly Effect[],
  fates: Map<string, Fate>,
): void {
  const { workflow, version, state } = instance;
  const key = `${workflow}@${version} ${state}`;
  let fate = fates.get(key);
  if (fate === undefined) {
    const newest = newestOf(engine, workflow) ?? version;
    fate = { workflow, version, newest, state, count: 0, failures: 0, named: [] };
    fates.set(key, fate);
  }
  fate.count += 1;
  const reason = problemOf(engine, instance, effects);
  if (reason === undefined) return;
  fate.failures += 1;
  if (fate.named.length < NAMED_MAX) fate.named.push({ id: instance.id, reason });
}

function problemOf(engine: Engine, instance: Instance, effects: readonly Effect[]): string | undefined {
  try {
    const machine = engine.registry.version(instance.workflow, instance.version);
    machine.restore(instance.snapshot);
    if (instance.definitionHash !== machine.hash) {
      return `it was started on another definition of version ${instance.version}`;
    }
    const newest = newestOf(engine, instance.workflow);
    if (newest === undefined || newest === instance.version) return undefined;
    plansTo(engine.registry, instance, effects, newest);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function newestOf(engine: Engine, workflow: string): number | undefined {
  const versions = engine.registry
    .all()
    .filter(({ definition }) => definition.name === workflow)
    .map(({ definition }) => definition.version);
  return versions.length === 0 ? undefined : Math.max(...versions);
}

const label = ({ workflow, version, state }: Fate): string =>
  `${workflow} ${String(version).padStart(6, "0")} ${state}`;
