/** One instance inside one batch: its snapshot in memory and everything the batch has so far decided to write of it. */
import type { Projection } from "../../workflows/workflow.ts";
import { canonicalJson, sha256 } from "../lib/canonical.ts";
import type { LiveSnapshot, Machine, MachineStatus } from "../machine/port.ts";
import type { BatchWrite, EffectChange } from "../store/batches.ts";
import type { NewEffect } from "../store/effect-writes.ts";
import type { Effect, EffectKey } from "../store/effects.ts";
import { effectKeyText } from "../store/effects.ts";
import type { Incident } from "../store/incidents.ts";
import type { Instance } from "../store/instances.ts";
import type { JournalRow, NewJournalRow } from "../store/journal.ts";
import type { Calendar } from "./calendar.ts";
import type { Standing } from "./commands.ts";

/** Cancels every timer and activity of an instance that has ended. */
export const EVERYTHING = "*";

export class Folding {
  readonly machine: Machine;
  readonly calendar: Calendar;
  readonly isNew: boolean;
  instance: Instance;
  live: LiveSnapshot;

  readonly journal: NewJournalRow[] = [];
  readonly incidents: Incident[] = [];
  private readonly asked = new Map<string, NewEffect>();
  private readonly finished = new Map<string, EffectKey>();
  private readonly cancelled = new Map<string, number>();
  private readonly changed = new Map<string, EffectChange>();
  /** Timers stored before this batch; read only when a step pauses or resumes one. */
  storedTimers: readonly Effect[] | undefined;
  /** A timer threw in this batch: those after it wait, so that the order of due times is kept. */
  timersWait = false;
  private readonly deadlinesBefore: Instance["deadlines"];

  constructor(start: {
    machine: Machine;
    calendar: Calendar;
    isNew: boolean;
    instance: Instance;
    live: LiveSnapshot;
  }) {
    this.machine = start.machine;
    this.calendar = start.calendar;
    this.isNew = start.isNew;
    this.instance = start.instance;
    this.live = start.live;
    this.deadlinesBefore = start.instance.deadlines;
  }

  get standing(): Standing {
    const { id, workflow, programmeId, revision, status, stage, state } = this.instance;
    return { instanceId: id, workflow, programmeId, revision, status, stage, state };
  }

  /** Take a step: the journal grows by one row and the chain by one hash. */
  advance(
    live: LiveSnapshot,
    status: MachineStatus,
    entry: Omit<JournalRow, "instanceId" | "seq" | "version" | "stage" | "state" | "hash">,
    projection: Projection = this.machine.project(live),
  ): void {
    const seq = this.instance.revision + 1;
    const unhashed = {
      instanceId: this.instance.id,
      seq,
      version: this.machine.definition.version,
      ...entry,
      stage: projection.stage,
      state: projection.state,
    };
    const text = canonicalJson(unhashed);
    const hash = chainHashOf(this.instance.chain, text);
    this.journal.push({ ...unhashed, hash, text });
    this.live = live;
    this.instance = {
      ...this.instance,
      revision: seq,
      status: status === "done" ? "done" : "active",
      stage: projection.stage,
      state: projection.state,
      businessKey: projection.businessKey,
      ownerId: projection.owner,
      card: projection.card,
      chain: hash,
      updatedAt: entry.enteredAt,
    };
  }

  /** A promise that runs, stands still (null) or is over (undefined), so that lists know what is due without its timers. */
  private promise(timer: string, at: Date | null | undefined): void {
    const of = this.machine.definition.deadlines?.[timer];
    const { [timer]: known, ...others } = this.instance.deadlines;
    if (at === undefined ? known === undefined : of === undefined) return;
    const deadlines =
      at === undefined || of === undefined
        ? others
        : { ...others, [timer]: { of, at: at?.toISOString() ?? null } };
    this.instance = { ...this.instance, deadlines };
  }

  /** Is the row of this effect still there, after all that the batch has decided so far? */
  stillThere(key: EffectKey): boolean {
    if (this.finished.has(effectKeyText(key))) return false;
    return !this.isCancelled(key);
  }

  ask(effect: NewEffect): void {
    this.asked.set(effectKeyText(effect), effect);
    const timer = timerOf(effect);
    if (timer !== undefined) this.promise(timer, effect.dueAt);
  }

  /** A timer of ours that fired and was heard leaves its deadline behind, overdue until the chart takes the timer away. */
  finish(key: EffectKey, isHeard = true): void {
    const timer = timerOf(key);
    const isArmedAnew = [...this.asked.values()].some(({ name }) => name === key.name);
    const isOverdue = isHeard && timer !== undefined && this.instance.deadlines[timer]?.of === "us";
    if (timer !== undefined && !isArmedAnew && !isOverdue) this.promise(timer, undefined);
    this.finished.set(effectKeyText(key), key);
    this.changed.delete(effectKeyText(key));
  }

  /** Take away earlier generations of a timer or activity, stored or asked for in this batch. */
  cancel(name: string, seq: number): void {
    this.cancelled.set(name, seq);
    if (name === EVERYTHING) this.instance = { ...this.instance, deadlines: {} };
    const timer = timerOf({ name });
    if (timer !== undefined) this.promise(timer, undefined);
    const concerns = (key: EffectKey & { kind?: string }): boolean =>
      name === EVERYTHING || key.name === name;
    for (const [text, effect] of this.asked) {
      const isCancellable = effect.kind === "timer" || effect.kind === "invoke";
      if (isCancellable && concerns(effect)) this.asked.delete(text);
    }
    // A row cannot be changed and deleted in one statement.
    for (const [text, change] of this.changed) if (concerns(change)) this.changed.delete(text);
  }

  /** Pause, resume or postpone a stored row, or rewrite one asked for in this batch. */
  change(change: EffectChange): void {
    const timer = timerOf(change);
    if (timer !== undefined) this.promise(timer, change.dueAt);
    const asked = this.asked.get(effectKeyText(change));
    if (asked === undefined) this.changed.set(effectKeyText(change), change);
    else {
      const { state, dueAt, remainingMs, countedFrom } = change;
      this.asked.set(effectKeyText(change), { ...asked, state, dueAt, remainingMs, countedFrom });
    }
  }

  /** A stored row as it stands after what the batch has so far decided about it. */
  current<Row extends Effect>(stored: Row): Row {
    return { ...stored, ...this.changed.get(effectKeyText(stored)) };
  }

  /** The newest generation of a timer as it stands now, if it is armed or paused. */
  timer(name: string): NewEffect | undefined {
    for (const effect of this.asked.values()) if (effect.name === name) return effect;
    for (const stored of this.storedTimers ?? []) {
      if (stored.name === name && this.stillThere(stored)) return this.current(stored);
    }
    return undefined;
  }

  park(reason: string, incident: Incident): void {
    this.instance = { ...this.instance, status: "parked", parkedReason: reason };
    this.incidents.push(incident);
  }

  /** Has the batch anything to write about this instance? */
  get isTouched(): boolean {
    return this.journal.length + this.finished.size + this.changed.size + this.incidents.length > 0;
  }

  write(): BatchWrite {
    const instance =
      this.journal.length === 0
        ? this.instance
        : { ...this.instance, snapshot: this.machine.persist(this.live) };
    const instanceChanged =
      this.journal.length + this.incidents.length > 0 || this.instance.deadlines !== this.deadlinesBefore;
    return {
      created: this.isNew ? [instance] : [],
      updated: !this.isNew && instanceChanged ? [instance] : [],
      journal: this.journal,
      asked: [...this.asked.values()],
      finished: [...this.finished.values()],
      cancelled: [...this.cancelled].map(([name, beforeSeq]) => ({
        instanceId: this.instance.id,
        beforeSeq,
        name,
      })),
      changed: [...this.changed.values()],
      keys: [],
      incidents: this.incidents,
    };
  }

  private isCancelled(key: EffectKey): boolean {
    const before =
      this.cancelled.get(key.name) ?? (endsWithItsInstance(key) ? this.cancelled.get(EVERYTHING) : undefined);
    return before !== undefined && key.seq < before;
  }
}

const TIMER = "timer:";

/** The id of the timer whose row it is. */
const timerOf = ({ name }: Pick<EffectKey, "name">): string | undefined =>
  name.startsWith(TIMER) ? name.slice(TIMER.length) : undefined;

/** Timers and activities end with their instance; mails and signals it asked for still go out. */
const endsWithItsInstance = ({ name }: EffectKey): boolean =>
  name.startsWith(TIMER) || name.startsWith("invoke:");

/** The chain: each row's hash covers the row and the hash before it. */
export const chainHash = (before: string, row: Omit<JournalRow, "hash">): string =>
  chainHashOf(before, canonicalJson(row));

const chainHashOf = (before: string, rowText: string): string => sha256(`${before}\n${rowText}`);
