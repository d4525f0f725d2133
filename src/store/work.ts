/** Work that no chart asked for: effect rows like any other, so that it outlives every queue. */
import type { JsonObject } from "../../workflows/workflow.ts";
import type { Queryable } from "./database.ts";
import type { NewEffect } from "./effect-writes.ts";
import { insertEffects, newEffectText } from "./effect-writes.ts";

export interface Work {
  /** What it is done to: a delivery, a merge, a programme. It stands where a chart's work has its instance. */
  readonly of: string;
  readonly programmeId: string;
  readonly action: string;
  readonly payload: JsonObject;
  readonly now: Date;
  /** Tells apart what is to be done to the same thing at the same time; the action when left out. */
  readonly name?: string;
  /** Tells what is asked for again from what was asked for before; 0 when left out. */
  readonly generation?: number;
  /** Work of one thing in one lane is done in the order of its generations. */
  readonly lane?: string;
  readonly ordinal?: number;
  readonly kind?: "act" | "signal";
}

/** Due at once. */
export const workOf = ({
  of,
  programmeId,
  action,
  payload,
  now,
  name = action,
  generation = 0,
  lane,
  ordinal = 0,
  kind = "act",
}: Work): NewEffect => ({
  instanceId: of,
  seq: generation,
  name,
  kind,
  action,
  payload,
  lane: lane ?? null,
  ordinal,
  programmeId,
  rule: null,
  dueAt: now,
  remainingMs: null,
  state: "pending",
  createdAt: now,
});

const textOf = (work: readonly NewEffect[]): string => `[${work.map(newEffectText).join(",")}]`;

/** Write it down; hint it to the relay after the commit. Violates the primary key when the same still waits. */
export async function askFor(db: Queryable, work: readonly NewEffect[]): Promise<void> {
  await db.query(insertEffects("$1"), [textOf(work)]);
}

/** What is asked for while the same still waits is done once. */
export async function askForOnce(db: Queryable, work: readonly NewEffect[]): Promise<void> {
  await db.query(`${insertEffects("$1")} on conflict do nothing`, [textOf(work)]);
}
