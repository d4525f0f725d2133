import type { JsonObject, Role } from "../../workflows/workflow.ts";
import { MachineThrew } from "../lib/errors.ts";
import type { MachineEffect, MachineEvent, Stepped } from "../machine/port.ts";
import type { Origin } from "../store/journal.ts";
import { readTimers } from "../store/effects.ts";
import { askEffects, endEffects, touchesTimers } from "./ask-effects.ts";
import type { Folding } from "./folding.ts";
import type { Batch } from "./batch.ts";

/** How an event came to be decided: what the journal keeps beside it. */
export interface Entry {
  readonly event: MachineEvent;
  /** What the instance is opened with, on its first step. */
  readonly input?: JsonObject;
  readonly origin: Origin;
  readonly actorId: string;
  readonly roles: readonly Role[];
  readonly onBehalfOf: Role | null;
  readonly happenedAt: Date;
  readonly key: string | null;
  readonly facts: JsonObject;
}

/** Make a step of the machine part of the batch: journal row, effects, new snapshot. */
export async function takeStep(
  batch: Batch,
  folding: Folding,
  stepped: Stepped,
  entry: Entry,
  effectsBefore: readonly MachineEffect[] = [],
): Promise<void> {
  if (stepped.status === "error") {
    throw new MachineThrew(
      folding.instance.workflow,
      entry.event.type,
      "nothing in the chart handles this failure",
    );
  }
  // It may throw, which it must before anything is decided.
  const projection = folding.machine.project(stepped.snapshot);
  const effects = [...effectsBefore, ...stepped.effects];
  if (touchesTimers(effects) && folding.storedTimers === undefined && !folding.isNew) {
    folding.storedTimers = await readTimers(batch.tx, [folding.instance.id]);
  }
  const seq = folding.instance.revision + 1;
  const { names, emitted } = askEffects(folding, effects, seq, batch.now);
  if (stepped.status === "done") endEffects(folding, seq);
  const row = {
    event: entry.event,
    input: entry.input ?? null,
    origin: entry.origin,
    actor: { id: entry.actorId, roles: entry.roles },
    onBehalfOf: entry.onBehalfOf,
    happenedAt: entry.happenedAt,
    enteredAt: batch.now,
    key: entry.key,
    facts: entry.facts,
    effects: names,
    emitted,
  };
  folding.advance(stepped.snapshot, stepped.status, row, projection);
}
