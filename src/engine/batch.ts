/** The working state of one batch of commands: what the folds read, and what they add to. */
import type { Tx } from "../store/database.ts";
import type { ClaimedEffect } from "../store/effects.ts";
import type { IdempotencyRow } from "../store/idempotency.ts";
import type { Instance } from "../store/instances.ts";
import type { LiveSnapshot } from "../machine/port.ts";
import type { Calendar } from "./calendar.ts";
import { Folding } from "./folding.ts";
import type { RecentInstances } from "./recent.ts";
import type { Registry } from "./registry.ts";

export interface BatchDeps {
  readonly registry: Registry;
  /** Fingerprint of a request's body, keyed so that the table gives nothing away. */
  readonly hmac: (text: string) => string;
  readonly isVirtual: boolean;
  readonly recent: RecentInstances;
}

/** The working state of one batch. */
export interface Batch {
  readonly deps: BatchDeps;
  readonly tx: Tx;
  readonly now: Date;
  readonly foldings: Map<string, Folding>;
  readonly stored: ReadonlyMap<string, Instance>;
  /** Of those stored, the ones that are still in memory from a batch before. */
  readonly live: ReadonlyMap<string, LiveSnapshot>;
  readonly effects: ReadonlyMap<string, ClaimedEffect>;
  readonly calendars: ReadonlyMap<string, Calendar>;
  /** By scope and key: what was stored before, and what this batch adds. */
  readonly keys: Map<string, Omit<IdempotencyRow, "expiresAt">>;
  readonly newKeys: IdempotencyRow[];
}

/** The folding of an instance, begun from its stored row the first time it is asked for. */
export function foldingOf(batch: Batch, id: string): Folding | undefined {
  const begun = batch.foldings.get(id);
  if (begun !== undefined) return begun;
  const instance = batch.stored.get(id);
  if (instance === undefined) return undefined;
  const machine = batch.deps.registry.version(instance.workflow, instance.version);
  const folding = new Folding({
    machine,
    instance,
    isNew: false,
    calendar: calendarOf(batch, instance.programmeId),
    live: batch.live.get(id) ?? machine.restore(instance.snapshot),
  });
  batch.foldings.set(id, folding);
  return folding;
}

export function calendarOf(batch: Batch, programmeId: string): Calendar {
  // A programme without a calendar of its own works Monday to Friday in UTC.
  return batch.calendars.get(programmeId) ?? { zone: "UTC", week: [1, 2, 3, 4, 5], holidays: [] };
}
