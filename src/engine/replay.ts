/** Proves a journal: the chain of hashes holds, and the same events lead to the snapshot that is stored. */
import { isDeepStrictEqual } from "node:util";
import type { JsonObject, Role } from "../../workflows/workflow.ts";
import { NotFound } from "../lib/errors.ts";
import type { LiveSnapshot, Machine, MachineEvent } from "../machine/port.ts";
import type { Instance } from "../store/instances.ts";
import { DamagedArchive } from "../store/journal-archive-format.ts";
import type { JournalRow } from "../store/journal.ts";
import { readJournal } from "../store/journal.ts";
import type { Engine } from "./engine.ts";
import { chainHash } from "./folding.ts";
import { keptActivities, MIGRATED } from "./migrated-row.ts";
import { stepInfo } from "./step-info.ts";

export interface Replay {
  /** How many events were replayed. */
  readonly revision: number;
  /** What does not hold, in order; empty when the journal proves the instance. */
  readonly problems: readonly ReplayProblem[];
}
export interface ReplayProblem {
  /** The journal row at fault; null when it is the instance itself. */
  readonly seq: number | null;
  readonly problem: string;
}

const PAGE_ROWS = 1_000;

/** Replay an instance from its journal. Changes nothing. Throws `not-found`. */
export async function replayInstance(engine: Engine, id: string): Promise<Replay> {
  const instance = await engine.peek(id);
  if (instance === undefined) throw new NotFound("instance", id);

  const replaying = new Replaying(engine, instance);
  while (replaying.revision < instance.revision) {
    const { revision } = replaying;
    await takePage(engine, id, replaying, Math.min(PAGE_ROWS, instance.revision - revision));
    if (replaying.revision === revision) break;
  }
  return { revision: replaying.revision, problems: replaying.finish() };
}

/** The next rows. Archived ones that are damaged are named and passed over, once those before them are taken. */
async function takePage(engine: Engine, id: string, replaying: Replaying, limit: number): Promise<void> {
  const afterSeq = replaying.revision;
  try {
    for (const row of await readJournal(engine.db, id, { afterSeq, limit })) replaying.take(row);
  } catch (error) {
    if (!(error instanceof DamagedArchive)) throw error;
    const sound = error.run.firstSeq - 1 - afterSeq;
    if (sound > 0 && sound < limit) await takePage(engine, id, replaying, sound);
    else replaying.passOver(error);
  }
}

/** Follows a journal row by row. */
export class Replaying {
  revision = 0;
  private chain = "";
  private live: LiveSnapshot | undefined;
  private machine: Machine | undefined;
  /** A step that cannot be taken again leaves nothing to take the next one from; the chain is still followed. */
  private isLost = false;
  private readonly problems: ReplayProblem[] = [];
  private readonly engine: Engine;
  private readonly instance: Instance;

  constructor(engine: Engine, instance: Instance) {
    this.engine = engine;
    this.instance = instance;
  }

  take(row: JournalRow): void {
    if (row.seq !== this.revision + 1) this.say(row.seq, `row ${this.revision + 1} is missing`);
    const { hash, ...unhashed } = row;
    if (chainHash(this.chain, unhashed) !== hash) this.say(row.seq, "the row is not what was hashed");
    this.chain = hash;
    this.revision = row.seq;
    if (!this.isLost) this.step(row);
  }

  /** Rows that cannot be read: there is nothing to step from after them, but the chain goes on. */
  passOver({ run, reason }: DamagedArchive): void {
    this.say(run.firstSeq, `the archive of rows ${run.firstSeq} to ${run.lastSeq} ${reason}`);
    this.isLost = true;
    this.chain = run.lastHash;
    this.revision = run.lastSeq;
  }

  /** Where the rows taken so far have led; undefined before the first, or when a step could not be taken again. */
  standing(): { readonly live: LiveSnapshot; readonly machine: Machine } | undefined {
    if (this.isLost || this.live === undefined || this.machine === undefined) return undefined;
    return { live: this.live, machine: this.machine };
  }

  finish(): readonly ReplayProblem[] {
    const { revision, chain, snapshot } = this.instance;
    if (this.revision !== revision)
      this.say(null, `the journal ends at ${this.revision}, not at revision ${revision}`);
    if (this.chain !== chain) this.say(null, "the journal's last hash is not the instance's");
    if (!this.isLost && !isDeepStrictEqual(this.persisted(), snapshot))
      this.say(null, "the journal leads to another snapshot than the stored one");
    return this.problems;
  }

  private step(row: JournalRow): void {
    try {
      const before = this.machine;
      this.machine = this.engine.registry.version(this.instance.workflow, row.version);
      if (row.event["type"] === MIGRATED) return this.adopt(row, before);
      const step = stepOf(row);
      this.live ??= this.machine.initial(row.input ?? {}, step).snapshot;
      const event = row.event as MachineEvent;
      const stepped = this.machine.apply(this.live, event, step);
      if (stepped.kind === "refused") throw new Error(`${event.type} is refused`);
      this.live = stepped.snapshot;
      const { state, stage } = this.machine.project(stepped.snapshot);
      if (state !== row.state || stage !== row.stage)
        this.say(row.seq, `the event leads to ${state}, not to ${row.state}`);
    } catch (error) {
      this.isLost = true;
      this.say(row.seq, error instanceof Error ? error.message : String(error));
    }
  }

  private adopt(row: JournalRow, before: Machine | undefined): void {
    if (this.live === undefined || before === undefined) throw new Error("there is nothing to migrate yet");
    this.live = this.machine?.adopt(before.persist(this.live), keptActivities(row));
  }

  private persisted(): JsonObject | undefined {
    return this.live === undefined ? undefined : this.machine?.persist(this.live);
  }

  private say(seq: number | null, problem: string): void {
    this.problems.push({ seq, problem });
  }
}

const stepOf = ({ enteredAt, happenedAt, actor, facts }: JournalRow) =>
  stepInfo({
    now: enteredAt,
    happenedAt,
    actorId: actor["id"] as string,
    roles: actor["roles"] as readonly Role[],
    facts,
  });
