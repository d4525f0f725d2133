/** Two charts that signal each other, run by XState's own interpreter on a clock of ours: what the engine has to agree with. */
import { createActor } from "xstate";
import type { ActorLogic, AnyActorRef, AnyEventObject, AnyStateMachine, Snapshot } from "xstate";
import type { SignalParams } from "../../workflows/workflow.ts";
import { isForbidden } from "../../src/machine/states.ts";
import type { Transition } from "../../src/machine/states.ts";
import { isInDocumentOrder } from "../machine/document-order.ts";

/** Of the two, the left one's id is the lower. */
export type Side = "left" | "right";
export const SIDES: readonly Side[] = ["left", "right"];

/** How long an activity takes and how it ends: the same for both executions. */
export type Activity = (
  side: Side,
  id: string,
  n: number,
) => { readonly takesMs: number; readonly fails: boolean };

export interface Fired {
  readonly side: Side;
  readonly name: string;
  readonly dueMs: number;
}

export interface Standing {
  readonly value: unknown;
  readonly context: unknown;
  readonly status: string;
  readonly output: unknown;
}

interface Timer extends Fired {
  readonly order: number;
  readonly event: AnyEventObject;
  readonly fire: () => void;
}

/** Work asked for; it is done in order of due time, then of the step that asked for it. */
interface Work {
  readonly side: Side;
  readonly kind: "note" | "signal" | "activity";
  readonly round: number;
  /** Among what its step asked for. */
  order: number;
  readonly atMs: number;
  readonly act: () => void;
}

export class Reference {
  readonly fired: Fired[] = [];
  readonly notes: Record<Side, unknown[]> = { left: [], right: [] };
  /** No region was entered out of document order so far. */
  isComparable = true;

  private nowMs = 0;
  private order = 0;
  /** Steps that the engine writes in one batch share a round. */
  private round = 0;
  private readonly timers = new Map<number, Timer>();
  private readonly work = new Set<Work>();
  private readonly places = new WeakMap<AnyActorRef, number>();
  private readonly begun = new WeakMap<AnyActorRef, Work>();
  private readonly actors: Record<Side, AnyActorRef>;
  private readonly activity: Activity;

  constructor(machines: Record<Side, AnyStateMachine>, activity: Activity) {
    this.activity = activity;
    this.actors = {
      left: this.actorOf("left", machines.left),
      right: this.actorOf("right", machines.right),
    };
  }

  /** Begin the charts, each with the event that opens it. */
  start(opening: AnyEventObject): void {
    for (const side of SIDES) {
      this.actors[side].start();
      this.tell(side, opening);
    }
    this.settle();
  }

  send(side: Side, event: AnyEventObject): void {
    this.round += 1;
    this.tell(side, event);
    this.settle();
  }

  /** Let time pass, stopping wherever something falls due. */
  advance(byMs: number): void {
    const toMs = this.nowMs + byMs;
    for (;;) {
      const nextMs = Math.min(
        ...[...this.timers.values()].map(({ dueMs }) => dueMs),
        ...[...this.work].map(({ atMs }) => atMs),
      );
      if (nextMs > toMs) break;
      this.nowMs = nextMs;
      this.settle();
    }
    this.nowMs = toMs;
    this.settle();
  }

  /** Time passes while nobody is there; what was missed is done afterwards. */
  sleep(byMs: number): void {
    this.nowMs += byMs;
    this.settle();
  }

  standing(side: Side): Standing {
    const { value, context, status, output } = this.actors[side].getSnapshot();
    return { value, context, status, output };
  }

  private tell(side: Side, event: AnyEventObject): void {
    if (this.takes(side, event)) this.actors[side].send(event);
  }

  /**
   * To the engine an event that nothing takes is refused and changes nothing. XState looks at `always` all the same, and
   * so repeats the actions of one that leads to where it stands.
   */
  private takes(side: Side, event: AnyEventObject): boolean {
    const snapshot = this.actors[side].getSnapshot();
    if (snapshot.status !== "active") return false;
    const ways: Transition[] = snapshot.machine.getTransitionData(snapshot, event);
    return ways.some((way) => !isForbidden(way));
  }

  private settle(): void {
    for (;;) {
      this.round += 1;
      this.fireDue();
      const next = this.firstWork(() => true);
      if (next === undefined) return;
      this.carryOut(next);
    }
  }

  private fireDue(): void {
    for (;;) {
      const [first] = [...this.timers]
        .filter(([, timer]) => timer.dueMs <= this.nowMs)
        .toSorted(([, a], [, b]) => a.dueMs - b.dueMs || bySide(a, b) || a.order - b.order);
      if (first === undefined) return;
      const [id, { side, name, dueMs, event, fire }] = first;
      this.timers.delete(id);
      this.fired.push({ side, name, dueMs });
      if (this.takes(side, event)) fire();
    }
  }

  /** A worker that has done one thing of a lane goes on with the next in it. */
  private carryOut(work: Work): void {
    this.round += 1;
    this.work.delete(work);
    work.act();
    if (work.kind !== "signal") return;
    const next = this.firstWork(({ side, kind }) => side === work.side && kind === "signal");
    if (next !== undefined) this.carryOut(next);
  }

  private firstWork(isWanted: (work: Work) => boolean): Work | undefined {
    return [...this.work]
      .filter((work) => work.atMs <= this.nowMs && isWanted(work))
      .toSorted((a, b) => a.atMs - b.atMs || a.round - b.round || bySide(a, b) || a.order - b.order)[0];
  }

  private ask(side: Side, kind: Work["kind"], act: () => void): Work {
    this.order += 1;
    const work = { side, kind, round: this.round, order: this.order, atMs: this.nowMs, act };
    this.work.add(work);
    return work;
  }

  private actorOf(side: Side, machine: AnyStateMachine): AnyActorRef {
    let arming: { name: string; event: AnyEventObject } = { name: "", event: { type: "" } };
    const actor = createActor(
      machine.provide({
        actors: { work: this.workLogic(side) },
        actions: {
          note: (_, params) => void this.ask(side, "note", () => this.notes[side].push(params)),
          signal: (_, params) => {
            const { event } = params as unknown as SignalParams;
            const other = side === "left" ? "right" : "left";
            this.ask(side, "signal", () => this.tell(other, event));
          },
        },
      }),
      {
        inspect: (told) => {
          if (told.type === "@xstate.action" && told.action.type === "xstate.spawnChild")
            this.place((told.action.params as { readonly actorRef: AnyActorRef }).actorRef);
        },
        clock: {
          setTimeout: (fire: () => void, delayMs: number) => {
            this.order += 1;
            this.timers.set(this.order, {
              ...arming,
              side,
              dueMs: this.nowMs + delayMs,
              order: this.order,
              fire,
            });
            return this.order;
          },
          clearTimeout: (id: number) => void this.timers.delete(id),
        },
      },
    );
    const { scheduler } = actor.system;
    const schedule = scheduler.schedule.bind(scheduler);
    scheduler.schedule = (source, target, event, delay, id) => {
      // Here an id is one timer. XState forgets the first of two without cancelling it, so that both would fire.
      if (id !== undefined) scheduler.cancel(source, id);
      arming = { name: id ?? "", event };
      schedule(source, target, event, delay, id);
    };
    actor.subscribe({
      next: (snapshot) => {
        if (!isInDocumentOrder(snapshot)) this.isComparable = false;
      },
      error: () => {},
    });
    return actor;
  }

  /**
   * Work is asked for in the order of the step's actions. XState begins activities before the other actions of the first
   * step and after those of every later one: it is the action that says which place an activity has.
   */
  private place(activity: AnyActorRef): void {
    this.order += 1;
    const begun = this.begun.get(activity);
    if (begun === undefined) this.places.set(activity, this.order);
    else begun.order = this.order;
  }

  /** An activity that is asked for like other work, and ends when it has taken its time. */
  private workLogic(side: Side): ActorLogic<Snapshot<unknown> & { input: unknown }, AnyEventObject> {
    return {
      getInitialSnapshot: (_, input) => ({
        status: "active",
        output: undefined,
        error: undefined,
        input: input as unknown,
      }),
      getPersistedSnapshot: (snapshot) => snapshot,
      transition: (snapshot, event) => {
        if (event.type === "done") return { ...snapshot, status: "done", output: null, error: undefined };
        if (event.type !== "failed") return snapshot;
        return { ...snapshot, status: "error", output: undefined, error: { message: "failed" } };
      },
      start: ({ input }, { self }) => {
        const { takesMs, fails } = this.activity(side, self.id, (input as { n: number }).n);
        const isRunning = (): boolean => this.actors[side].getSnapshot().children[self.id] === self;
        const end = (): void => {
          if (!isRunning()) return;
          const type = `xstate.${fails ? "error" : "done"}.actor.${self.id}`;
          if (this.takes(side, { type })) self.send({ type: fails ? "failed" : "done" });
        };
        const begun = this.ask(side, "activity", () => {
          if (takesMs === 0) end();
          else if (isRunning()) this.work.add({ ...begun, atMs: this.nowMs + takesMs, act: end });
        });
        begun.order = this.places.get(self) ?? begun.order;
        this.begun.set(self, begun);
      },
    };
  }
}

const bySide = (a: { side: Side }, b: { side: Side }): number =>
  SIDES.indexOf(a.side) - SIDES.indexOf(b.side);
