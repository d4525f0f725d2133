import type { BusinessKey } from "../store/batches.ts";
import { holdersOf } from "../store/batches.ts";
import type { Command, Result } from "./commands.ts";
import type { Batch } from "./batch.ts";

/**
 * One party has one live case: a start whose business key is held answers the case that exists. Asked once for the whole
 * batch, so whatever later commands made of the dropped instance is unsaid too.
 */
export async function dropSecondCases(
  batch: Batch,
  commands: readonly Command[],
  ids: readonly string[],
  results: readonly Result[],
): Promise<readonly Result[]> {
  const opened = openedWithKey(batch);
  if (opened.size === 0) return results;
  const holders = await holdersOf(batch.tx, [...opened.values()]);

  const droppedFor = new Map<string, string>();
  for (const [id, business] of opened) {
    const place = `${business.programmeId}/${business.workflow}/${business.businessKey}`;
    const holder = holders.get(place);
    if (holder === undefined) holders.set(place, id);
    else droppedFor.set(id, holder);
  }
  for (const id of droppedFor.keys()) drop(batch, id);

  return results.map((result, index) => {
    const target = "standing" in result ? result.standing?.instanceId : undefined;
    const holder = droppedFor.get(target ?? ids[index] ?? "");
    if (holder === undefined) return result;
    if (commands[index]?.kind === "start") return { kind: "exists", instanceId: holder };
    return { kind: "not-found", instanceId: ids[index] ?? "" };
  });
}

/** In the order they were opened: the first of two in one batch has the case. */
function openedWithKey(batch: Batch): Map<string, BusinessKey> {
  const opened = new Map<string, BusinessKey>();
  for (const { isNew, instance } of batch.foldings.values()) {
    const { id, programmeId, workflow, businessKey, status } = instance;
    if (isNew && businessKey !== null && status !== "done")
      opened.set(id, { programmeId, workflow, businessKey });
  }
  return opened;
}

function drop(batch: Batch, id: string): void {
  batch.foldings.delete(id);
  const kept = batch.newKeys.filter((row) => row.instanceId !== id);
  batch.newKeys.splice(0, batch.newKeys.length, ...kept);
}
