/** The journal row that says an instance was migrated: written by the migration, read by the replay. */
import type { JsonObject } from "../../workflows/workflow.ts";
import type { JournalRow } from "../store/journal.ts";

/** Reserved: an event of this type never enters from outside. */
export const MIGRATED = "convoke.migrated";

/** Which activities went on is a fact of the moment, so it is journaled. */
export const keptFacts = (ids: readonly string[]): JsonObject => ({ keptActivities: ids });

export const keptActivities = ({ facts }: JournalRow): readonly string[] =>
  (facts["keptActivities"] ?? []) as readonly string[];
