import fc from "fast-check";
import { createActor, fromPromise, SimulatedClock } from "xstate";
import { describe, expect, it } from "vitest";
import type {
  LiveSnapshot,
  Machine,
  MachineEffect,
  MachineEvent,
  Refused,
  Stepped,
} from "../../src/machine/port.ts";
import { activityDone, activityFailed } from "../../src/machine/reserved.ts";
import { isInDocumentOrder } from "./document-order.ts";
import { ACTIVITIES, drawChart, EFFECTS, EVENTS, int, OUTER, pick } from "./random-chart.ts";
import type { Draw, RandomChart } from "./random-chart.ts";
import { load, STEP, throughDatabase } from "./workflow-of.ts";

// Shrinking a chart takes minutes; the printed seed and path replay the very case.
const RUNS = Number(process.env["CONVOKE_PROPERTY_RUNS"] ?? 100);

describe("a run of a random chart", () => {
  it("is the same when it goes through the database and a new process after every step", () => {
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const chart = drawChart(draw);
        const straight = runOf(chart);
        const restored = runOf(chart);
        expect(restored.begin()).toEqual(straight.begin());
        for (let n = int(draw, 1, 12); n > 0; n -= 1) {
          const event = drawEvent(draw, straight.pending);
          const result = straight.apply(event);
          restored.restart();
          expect(restored.apply(event), `after ${event.type}`).toEqual(result);
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });

  it("comes to the same state and context as XState's own live actor", () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const chart = drawChart(draw);
        const run = runOf(chart);
        const begun = run.begin();
        if (typeof begun === "string") return;
        const live = actorOf(chart);
        expect(run.state()).toEqual(live.state());
        for (let n = int(draw, 1, 12); n > 0; n -= 1) {
          const event = drawEvent(draw, run.pending);
          const result = run.apply(event);
          // What the port will not do (fail the chart, loop without end, repeat an outcome) the actor would.
          if (typeof result === "string") continue;
          if (run.isRefused(result) && event.type.startsWith("xstate.")) continue;
          if (!live.isInDocumentOrder()) return;
          live.send(event);
          expect(run.state(), `after ${event.type}`).toEqual(live.state());
          compared += 1;
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(compared).toBeGreaterThan(RUNS);
  });
});

/** What one step came to, in a form that can be compared; what it threw, as text. */
type Told = string | { readonly result: object; readonly stored: object };

interface Pending {
  readonly timers: Map<string, MachineEvent>;
  readonly invokes: Set<string>;
}

function runOf(chart: RandomChart) {
  let machine = freshly(chart);
  let snapshot: LiveSnapshot | undefined;
  const pending: Pending = { timers: new Map(), invokes: new Set() };

  const tell = (step: () => Stepped | Refused): Told => {
    try {
      const result = step();
      if (result.kind === "refused") return { result, stored: snapshot ? machine.persist(snapshot) : {} };
      const { effects, kind, status } = result;
      snapshot = result.snapshot;
      for (const effect of effects) track(pending, effect);
      const accepts = machine.accepts(snapshot, STEP);
      return { result: { kind, status, effects, accepts }, stored: machine.persist(snapshot) };
    } catch (error) {
      return String(error);
    }
  };

  return {
    pending,
    begin: () => tell(() => machine.initial({}, STEP)),
    apply: (event: MachineEvent): Told => {
      const from = snapshot;
      if (!from) return "never began";
      const told = tell(() => machine.apply(from, event, STEP));
      if (typeof told !== "string") pending.timers.delete(event.type);
      return told;
    },
    isRefused: (told: Exclude<Told, string>) => "guards" in told.result,
    restart() {
      if (!snapshot) return;
      machine = freshly(chart);
      snapshot = throughDatabase(machine, snapshot);
    },
    state() {
      if (!snapshot) return undefined;
      const { value, context, status, output } = machine.persist(snapshot);
      return { value, context, status, output };
    },
  };
}

function track({ timers, invokes }: Pending, effect: MachineEffect): void {
  if (effect.kind === "arm") timers.set(effect.id, effect.event);
  if (effect.kind === "cancel") timers.delete(effect.id);
  if (effect.kind === "invoke") invokes.add(effect.id);
  if (effect.kind === "stop") invokes.delete(effect.id);
}

/** An event from outside, a due timer, or the outcome of an activity, as the engine would apply them. */
function drawEvent(draw: Draw, { timers, invokes }: Pending): MachineEvent {
  const kind = int(draw, 0, 5);
  if (kind === 0 && timers.size > 0) return pick(draw, [...timers.values()]);
  if (kind === 1 && invokes.size > 0) return activityDone(pick(draw, [...invokes]), { k: int(draw, 0, 3) });
  if (kind === 2 && invokes.size > 0) return activityFailed(pick(draw, [...invokes]), "failed");
  return { type: pick(draw, OUTER), k: int(draw, 0, 3) };
}

function freshly(chart: RandomChart): Machine {
  return load(chart.build(), { events: EVENTS, activities: ACTIVITIES, effects: EFFECTS });
}

/** Timers and activities of the actor never come to an end by themselves; the test sends their events. */
function actorOf(chart: RandomChart) {
  const machine = chart.build().provide({
    actors: { work: fromPromise(() => new Promise(() => {})) },
    actions: { note: () => {} },
  });
  const actor = createActor(machine, { clock: new SimulatedClock() });
  actor.subscribe({ error: () => {} });
  actor.start();
  return {
    send: (event: MachineEvent) => actor.send(event),
    isInDocumentOrder: () => isInDocumentOrder(actor.getSnapshot()),
    state() {
      const { value, context, status, output } = actor.getSnapshot();
      return { value, context, status, output };
    },
  };
}
