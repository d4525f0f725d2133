import { isDeepStrictEqual } from "node:util";
import type { Json, JsonObject } from "../../workflows/workflow.ts";
import { SnapshotMismatch } from "../lib/errors.ts";
import type { Chart } from "./chart.ts";
import { toJsonObject } from "./json.ts";
import type { LiveSnapshot, StoredSnapshot } from "./port.ts";
import { restoreSnapshot } from "./stored-snapshot.ts";

/**
 * A snapshot of the version before, migrated and checked. History is kept where this version still knows it; what a
 * state would do on entry is not done, which is why a migration says which timers to arm.
 */
export function adoptSnapshot(
  chart: Chart,
  stored: StoredSnapshot,
  keepActivities: readonly string[],
): LiveSnapshot {
  const { migration, name, version } = chart.definition;
  const refuse = (detail: string): SnapshotMismatch => new SnapshotMismatch(name, detail);
  if (migration === undefined) throw refuse(`version ${version} has no migration`);

  const before = { value: stored["value"] ?? null, context: stored["context"] as JsonObject };
  const given = structuredClone(before);
  let after;
  try {
    after = migration.migrate(given);
  } catch (error) {
    throw refuse(`the migration to version ${version} refused it: ${messageOf(error)}`);
  }
  // A migration that changes what it was given would migrate differently the second time.
  if (!isDeepStrictEqual(given, before))
    throw refuse(`the migration to version ${version} changes its argument`);

  return restoreSnapshot(chart, {
    ...stored,
    value: after.value,
    context: contextOf(after.context, refuse),
    children: pick(stored["children"], (id) => keepActivities.includes(id)),
    historyValue: pick(stored["historyValue"], (id) => chart.states.get(id)?.type === "history"),
  });
}

function contextOf(context: JsonObject, refuse: (detail: string) => SnapshotMismatch): JsonObject {
  try {
    return toJsonObject(context, "context");
  } catch (error) {
    throw refuse(messageOf(error));
  }
}

function pick(record: Json | undefined, wanted: (key: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries((record ?? {}) as JsonObject).filter(([key]) => wanted(key)));
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
