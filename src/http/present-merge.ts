import type { Merge } from "../store/merges.ts";

/** What is told of every merge, whatever was merged. */
export const presentMerge = (
  row: Omit<Merge, "moved" | "beforeSurvivorId" | "beforeAbsorbedId" | "sorted">,
) => ({
  id: row.id,
  survivor: row.survivorId,
  absorbed: row.absorbedId,
  by: row.mergedBy,
  at: row.mergedAt.toISOString(),
  undoUntil: row.undoUntil.toISOString(),
  fields: row.fields.map((one) => ({ ...one })),
  undoneBy: row.undoneBy,
  undoneAt: row.undoneAt?.toISOString() ?? null,
});
