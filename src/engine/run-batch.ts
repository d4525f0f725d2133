/**
 * One batch of commands in one transaction: lock the instances in id order, step in memory, write once. Several
 * commands for one instance fold into one row write, so a hot instance costs no more than a cold one.
 */
import { newId } from "../lib/ids.ts";
import type { LiveSnapshot } from "../machine/port.ts";
import type { BatchAnswer, BatchQuestion, BatchWrite } from "../store/batches.ts";
import { askForBatch } from "../store/batches.ts";
import type { Tx } from "../store/database.ts";
import type { ClaimedEffect } from "../store/effects.ts";
import { effectKeyText, readEffects } from "../store/effects.ts";
import type { Instance } from "../store/instances.ts";
import { lockMarks, readLocked, rowMark } from "../store/instances.ts";
import type { Batch, BatchDeps } from "./batch.ts";
import type { Command, Result, StartCommand } from "./commands.ts";
import { keyScope } from "./keys.ts";
import { dropSecondCases } from "./drop-second-cases.ts";
import { foldEvent } from "./fold-event.ts";
import { foldEffect } from "./fold-effect.ts";
import { openInstance } from "./open-instance.ts";

/** What a batch did: a result for each command, and what it asked for, so that workers can be told. */
export interface BatchDone {
  readonly results: readonly Result[];
  readonly write: BatchWrite | undefined;
  readonly now: Date;
  /** To be called with the transaction's id once it is committed. */
  readonly keepRecent: (xid: string) => void;
}

/** Everything but the writing, which `BatchDone.write` describes. */
export async function runBatch(deps: BatchDeps, tx: Tx, commands: readonly Command[]): Promise<BatchDone> {
  const ids = commands.map(instanceIdOf);
  const { answer, stored, live, effects } = await look(deps, tx, commands, [...new Set(ids)].toSorted());

  const batch: Batch = {
    deps,
    tx,
    now: answer.now,
    foldings: new Map(),
    stored,
    live,
    effects: new Map(effects.map((effect) => [effectKeyText(effect), effect])),
    calendars: new Map(answer.calendars.map((calendar) => [calendar.id, calendar])),
    keys: new Map(answer.keys.map((row) => [`${row.scope} ${row.key}`, row])),
    newKeys: [],
  };

  const results: Result[] = [];
  for (const [index, command] of commands.entries()) {
    results.push(await runCommand(batch, command, ids[index] ?? ""));
  }
  const settled = await dropSecondCases(batch, commands, ids, results);

  const write = collect(batch);
  const written = new Map([...(write?.updated ?? []), ...(write?.created ?? [])].map((row) => [row.id, row]));
  return {
    results: settled.map((result) => withInstance(batch, written, result)),
    write,
    now: batch.now,
    keepRecent(xid) {
      for (const [id, instance] of written) {
        const folding = batch.foldings.get(id);
        if (folding === undefined) continue;
        deps.recent.keep(id, { mark: rowMark(xid, instance.revision), instance, live: folding.live });
      }
    },
  };
}

interface Seen {
  readonly answer: BatchAnswer;
  readonly stored: ReadonlyMap<string, Instance>;
  readonly live: ReadonlyMap<string, LiveSnapshot>;
  readonly effects: readonly ClaimedEffect[];
}

/** Lock the instances and read all that the commands need to know. The statements leave together and run one by one. */
async function look(
  { recent, isVirtual }: BatchDeps,
  tx: Tx,
  commands: readonly Command[],
  ids: readonly string[],
): Promise<Seen> {
  const effectKeys = commands.flatMap((c) => (c.kind === "timer" || c.kind === "outcome" ? [c.key] : []));
  const [marks, unknown, answer, effects] = await Promise.all([
    lockMarks(tx, ids),
    readLocked(
      tx,
      ids.filter((id) => !recent.has(id)),
    ),
    askForBatch(tx, { ...questionOf(commands), instanceIds: ids, isVirtual }),
    readEffects(tx, effectKeys),
  ]);

  const stored = new Map(unknown.map((instance) => [instance.id, instance]));
  const live = new Map<string, LiveSnapshot>();
  const changed: string[] = [];
  for (const [id, mark] of marks) {
    if (stored.has(id)) continue;
    const entry = recent.get(id, mark);
    if (entry === undefined) changed.push(id);
    else {
      stored.set(id, entry.instance);
      live.set(id, entry.live);
    }
  }
  // Somebody else wrote them since they were here.
  for (const instance of await readLocked(tx, changed)) stored.set(instance.id, instance);
  return { answer, stored, live, effects };
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

/** What is answered beside a result: the row as the batch leaves it, so that nobody has to read it again. */
function withInstance(batch: Batch, written: ReadonlyMap<string, Instance>, result: Result): Result {
  if (result.kind !== "applied" && result.kind !== "duplicate" && result.kind !== "refused") return result;
  const id = result.standing?.instanceId ?? "";
  const instance = written.get(id) ?? batch.stored.get(id);
  if (instance === undefined) return result;
  return { ...result, after: { instance, now: batch.now, live: batch.foldings.get(id)?.live } };
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

function questionOf(commands: readonly Command[]): Pick<BatchQuestion, "keys" | "programmeIds"> {
  const keys = new Map<string, { scope: string; key: string }>();
  const programmeIds = new Set<string>();
  for (const command of commands) {
    if (command.kind === "start") programmeIds.add(command.programmeId);
    if ((command.kind === "start" || command.kind === "send") && command.key !== undefined) {
      const scope = keyScope(command);
      keys.set(`${scope} ${command.key}`, { scope, key: command.key });
    }
  }
  return { keys: [...keys.values()], programmeIds: [...programmeIds] };
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
