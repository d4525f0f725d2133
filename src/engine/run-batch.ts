/**
 * One batch of commands in one transaction: lock the instances in id order, step in memory, write once. Several
 * commands for one instance fold into one row write, so a hot instance costs no more than a cold one.
 */
import { newId } from "../lib/ids.ts";
import type { BatchAnswer, BatchWrite } from "../store/batches.ts";
import { askForBatch, holdersOf, writeBatch } from "../store/batches.ts";
import type { Tx } from "../store/database.ts";
import type { Effect } from "../store/effects.ts";
import { effectKeyText, readEffects } from "../store/effects.ts";
import type { Instance } from "../store/instances.ts";
import { lockInstances } from "../store/instances.ts";
import type { IdempotencyRow } from "../store/idempotency.ts";
import type { Calendar } from "./calendar.ts";
import type { Command, Result, Standing, StartCommand } from "./commands.ts";
import { Folding } from "./folding.ts";
import { fingerprintOf, keyScope } from "./keys.ts";
import type { Registry } from "./registry.ts";
import { foldEvent } from "./fold-event.ts";
import { foldEffect } from "./fold-effect.ts";
import { openInstance } from "./open-instance.ts";

export interface BatchDeps {
  readonly registry: Registry;
  /** Fingerprint of a request's body, keyed so that the table gives nothing away. */
  readonly hmac: (text: string) => string;
  readonly isVirtual: boolean;
}

/** The working state of one batch. */
export interface Batch {
  readonly deps: BatchDeps;
  readonly tx: Tx;
  readonly now: Date;
  readonly foldings: Map<string, Folding>;
  readonly stored: ReadonlyMap<string, Instance>;
  readonly effects: ReadonlyMap<string, Effect>;
  readonly calendars: ReadonlyMap<string, Calendar>;
  /** By scope and key: what was stored before, and what this batch adds. */
  readonly keys: Map<string, Omit<IdempotencyRow, "expiresAt">>;
  readonly newKeys: IdempotencyRow[];
}

/** What a batch did: a result for each command, and what it asked for, so that workers can be told. */
export interface BatchDone {
  readonly results: readonly Result[];
  readonly write: BatchWrite | undefined;
  readonly now: Date;
}

export async function runBatch(deps: BatchDeps, tx: Tx, commands: readonly Command[]): Promise<BatchDone> {
  const ids = commands.map(instanceIdOf);
  const stored = await lockInstances(tx, [...new Set(ids)].toSorted());
  const answer = await ask(deps, tx, commands, stored);
  const effectKeys = commands.flatMap((c) => (c.kind === "timer" || c.kind === "outcome" ? [c.key] : []));
  const effects = await readEffects(tx, effectKeys);

  const batch: Batch = {
    deps,
    tx,
    now: answer.now,
    foldings: new Map(),
    stored,
    effects: new Map(effects.map((effect) => [effectKeyText(effect), effect])),
    calendars: new Map(answer.calendars.map((calendar) => [calendar.id, calendar])),
    keys: new Map(answer.keys.map((row) => [`${row.scope} ${row.key}`, row])),
    newKeys: [],
  };

  const results: Result[] = [];
  for (const [index, command] of commands.entries()) {
    results.push(await runCommand(batch, command, ids[index] ?? ""));
  }
  await dropSecondCases(batch, commands, ids, results);

  const write = collect(batch);
  if (write !== undefined) await writeBatch(tx, write);
  return { results, write, now: batch.now };
}

async function runCommand(batch: Batch, command: Command, id: string): Promise<Result> {
  switch (command.kind) {
    case "start":
      return await openInstance(batch, command, id);
    case "send":
      return await foldEvent(batch, command);
    case "timer":
    case "outcome":
      return await foldEffect(batch, command);
  }
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
    live: machine.restore(instance.snapshot),
  });
  batch.foldings.set(id, folding);
  return folding;
}

export function calendarOf(batch: Batch, programmeId: string): Calendar {
  // A programme without a calendar of its own works Monday to Friday in UTC.
  return batch.calendars.get(programmeId) ?? { zone: "UTC", week: [1, 2, 3, 4, 5], holidays: [] };
}

const startIds = new WeakMap<StartCommand, string>();

/** A start keeps its id when the batch runs again. */
function instanceIdOf(command: Command): string {
  if (command.kind === "send") return command.instanceId;
  if (command.kind !== "start") return command.key.instanceId;
  const id = command.id ?? startIds.get(command) ?? newId();
  startIds.set(command, id);
  return id;
}

async function ask(
  deps: BatchDeps,
  tx: Tx,
  commands: readonly Command[],
  stored: ReadonlyMap<string, Instance>,
): Promise<BatchAnswer> {
  const keys = new Map<string, { scope: string; key: string }>();
  const programmeIds = new Set<string>();
  for (const command of commands) {
    if (command.kind === "start") programmeIds.add(command.programmeId);
    if ((command.kind === "start" || command.kind === "send") && command.key !== undefined) {
      const scope = keyScope(command);
      keys.set(`${scope} ${command.key}`, { scope, key: command.key });
    }
  }
  for (const instance of stored.values()) programmeIds.add(instance.programmeId);
  return await askForBatch(tx, {
    keys: [...keys.values()],
    businessKeys: [],
    programmeIds: [...programmeIds],
    isVirtual: deps.isVirtual,
  });
}

/** One party has one live case: a start whose business key is held answers the case that exists. */
async function dropSecondCases(
  batch: Batch,
  commands: readonly Command[],
  ids: readonly string[],
  results: Result[],
): Promise<void> {
  const wanted = new Map<string, { programmeId: string; workflow: string; businessKey: string }>();
  for (const { isNew, instance } of batch.foldings.values()) {
    const { programmeId, workflow, businessKey } = instance;
    if (isNew && businessKey !== null) {
      wanted.set(`${programmeId}/${workflow}/${businessKey}`, { programmeId, workflow, businessKey });
    }
  }
  if (wanted.size === 0) return;
  const holders = await holdersOf(batch.tx, [...wanted.values()]);
  for (const [index, command] of commands.entries()) {
    const id = ids[index] ?? "";
    const folding = batch.foldings.get(id);
    if (command.kind !== "start" || folding?.isNew !== true || results[index]?.kind !== "applied") continue;
    const { programmeId, workflow, businessKey } = folding.instance;
    if (businessKey === null) continue;
    const place = `${programmeId}/${workflow}/${businessKey}`;
    const holder = holders.get(place);
    if (holder === undefined) holders.set(place, id);
    else if (holder !== id) {
      results[index] = { kind: "exists", instanceId: holder };
      batch.foldings.delete(id);
      forgetKeys(batch, id);
    }
  }
}

function forgetKeys(batch: Batch, instanceId: string): void {
  for (let i = batch.newKeys.length - 1; i >= 0; i -= 1) {
    if (batch.newKeys[i]?.instanceId === instanceId) batch.newKeys.splice(i, 1);
  }
}

/** Remember what a key was used for. Refusals are not remembered: they changed nothing. */
export function rememberKey(
  batch: Batch,
  command: Extract<Command, { kind: "start" | "send" }>,
  standing: Standing,
): void {
  if (command.key === undefined) return;
  const row: IdempotencyRow = {
    scope: keyScope(command),
    key: command.key,
    bodyHmac: batch.deps.hmac(fingerprintOf(command)),
    instanceId: standing.instanceId,
    outcome: { ...standing },
    revision: standing.revision,
    expiresAt: new Date(batch.now.getTime() + KEY_LIFETIME_MS),
  };
  batch.keys.set(`${row.scope} ${row.key}`, row);
  batch.newKeys.push(row);
}

/** Long enough for every vendor's retries (the longest are three days) and for a client that was off over a holiday. */
const KEY_LIFETIME_MS = 30 * 86_400_000;

/** What an earlier use of the command's key means for this one: undefined when the key is new. */
export function earlierUse(
  batch: Batch,
  command: Extract<Command, { kind: "start" | "send" }>,
): Result | undefined {
  if (command.key === undefined) return undefined;
  const earlier = batch.keys.get(`${keyScope(command)} ${command.key}`);
  if (earlier === undefined) return undefined;
  if (earlier.bodyHmac !== batch.deps.hmac(fingerprintOf(command)))
    return { kind: "key-reused", key: command.key };
  return { kind: "duplicate", standing: earlier.outcome as unknown as Standing };
}

function collect(batch: Batch): BatchWrite | undefined {
  const writes = [...batch.foldings.values()]
    .filter((folding) => folding.isTouched)
    .map((folding) => folding.write());
  if (writes.length === 0 && batch.newKeys.length === 0) return undefined;
  return {
    created: writes.flatMap((w) => w.created),
    updated: writes.flatMap((w) => w.updated),
    journal: writes.flatMap((w) => w.journal),
    asked: writes.flatMap((w) => w.asked),
    finished: writes.flatMap((w) => w.finished),
    cancelled: writes.flatMap((w) => w.cancelled),
    changed: writes.flatMap((w) => w.changed),
    keys: batch.newKeys,
    incidents: writes.flatMap((w) => w.incidents),
  };
}
