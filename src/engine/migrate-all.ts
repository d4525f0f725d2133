import { ConvokeError } from "../lib/errors.ts";
import { liveInstances } from "../store/instances.ts";
import type { Engine } from "./engine.ts";
import { migrateInstance } from "./migrate-instance.ts";

export interface MigrateAll {
  readonly workflow: string;
  /** Instances a second at most, so that the daily work goes on beside it. */
  readonly perSecond: number;
  /** Told of each instance that was migrated or could not be. */
  readonly onEach?: (id: string, problem: string | undefined) => void;
}

const PAGE_ROWS = 200;

/**
 * Migrate every live instance of a workflow to its newest version, in id order. May be stopped and started again at
 * any time: what is done is on the new version. Instances that cannot be migrated stay as they are and are counted.
 */
export async function migrateAll(
  engine: Engine,
  { workflow, perSecond, onEach }: MigrateAll,
): Promise<{ migrated: number; failed: number }> {
  const to = engine.registry.newest(workflow).definition.version;
  let migrated = 0;
  let failed = 0;
  let afterId: string | undefined;
  for (;;) {
    const instances = await liveInstances(engine.db, {
      workflow,
      belowVersion: to,
      afterId,
      limit: PAGE_ROWS,
    });
    if (instances.length === 0) return { migrated, failed };
    for (const { id } of instances) {
      const startedAt = performance.now();
      const problem = await attempt(engine, id, to);
      if (problem === undefined) migrated += 1;
      else failed += 1;
      onEach?.(id, problem);
      const restMs = 1_000 / perSecond - (performance.now() - startedAt);
      if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
    }
    afterId = instances.at(-1)?.id;
  }
}

async function attempt(engine: Engine, id: string, to: number): Promise<string | undefined> {
  try {
    await migrateInstance(engine, id, to);
    return undefined;
  } catch (error) {
    if (error instanceof ConvokeError) return error.message;
    throw error;
  }
}
