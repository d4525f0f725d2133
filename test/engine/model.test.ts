/**
 * Random charts with random events, carried out by the engine with a new process after every step, agree with XState's own
 * interpreter: state, context, status, what was done, and the order in which timers fired. More with CONVOKE_MODEL_RUNS.
 */
import fc from "fast-check";
import { createMachine } from "xstate";
import type { AnyStateMachine, AnyStateNode } from "xstate";
import { beforeAll, expect, it } from "vitest";
import type { Command, Result } from "../../src/engine/commands.ts";
import type { Engine } from "../../src/engine/engine.ts";
import type { EffectHandler } from "../../src/engine/outcome.ts";
import { done } from "../../src/engine/outcome.ts";
import { createPerformer } from "../../src/engine/perform.ts";
import { signalHandler } from "../../src/engine/signal.ts";
import { createTimerLoop } from "../../src/engine/timers.ts";
import { newId } from "../../src/lib/ids.ts";
import { moveVirtualClock } from "../../src/store/clock.ts";
import { nextDue } from "../../src/store/due-effects.ts";
import type { Json, SignalParams, WorkflowDefinition } from "../../workflows/workflow.ts";
import { SIGNAL } from "../../workflows/workflow.ts";
import type { Draw, RandomChart } from "../machine/random-chart.ts";
import { ACTIVITIES, drawChart, EFFECTS, EVENTS, int, OUTER, pick } from "../machine/random-chart.ts";
import { workflowOf } from "../machine/workflow-of.ts";
import { officer, PROGRAMME } from "../support/actors.ts";
import { testDatabase } from "../support/database.ts";
import { expectSound, instanceOf, settle } from "../support/scenario.ts";
import { openEngine, quiet } from "../support/server.ts";
import type { Activity, Fired, Side, Standing } from "./reference.ts";
import { Reference, SIDES } from "./reference.ts";

const RUNS = Number(process.env["CONVOKE_MODEL_RUNS"] ?? 10);
const STEPS_MAX = 8;
/** Two charts may signal each other for ever, and more with each turn. */
const WORK_MAX = 40;
const SIGNALS_MAX = 200;
const OPENED = { type: "opened" };

const database = testDatabase();
beforeAll(async () => await settle(database));

it(
  "random charts run by the engine agree with XState's own interpreter",
  async () => {
    const seen = { steps: 0, timers: 0, signals: 0, activities: 0 };
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        await database.pool.query(
          "delete from effect; delete from effect_lease; delete from instance; delete from incident",
        );
        const pair = drawPair(draw);
        const reference = new Reference(machinesOf(pair), pair.activity);
        const run = new EngineRun(pair);
        if (!(await run.start())) return;
        reference.start(OPENED);
        for (let steps = int(draw, 3, STEPS_MAX); reference.isComparable; steps -= 1) {
          await agree(run, reference);
          seen.steps += 1;
          if (steps === 0) break;
          const step = drawStep(draw);
          const taken = await run.take(step);
          // What the port refuses to do (fail the chart, loop without end) the interpreter would.
          if (taken === "stuck") break;
          if (taken === "taken") takeInReference(reference, step);
        }
        const { engine, close } = open(pair);
        await expectSound(engine, database);
        await close();
        seen.timers += run.fired.length;
        seen.signals += run.signals;
        seen.activities += run.activities;
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    // Otherwise the charts were too tame to prove anything.
    expect(seen.steps).toBeGreaterThan(RUNS / 5);
    expect(seen.timers + seen.signals + seen.activities).toBeGreaterThan(RUNS / 5);
  },
  // A hang must end; how quick it is depends on what else the machine does.
  60_000 + RUNS * 6_000,
);

type Step =
  | { readonly kind: "send"; readonly side: Side; readonly event: { type: string; k: number } }
  | { readonly kind: "advance" | "sleep"; readonly ms: number };

function drawStep(draw: Draw): Step {
  switch (int(draw, 0, 4)) {
    case 0:
      return { kind: "sleep", ms: int(draw, 5, 40) };
    case 1:
      return { kind: "advance", ms: int(draw, 1, 40) };
    default:
      return {
        kind: "send",
        side: pick(draw, SIDES),
        event: { type: pick(draw, OUTER), k: int(draw, 0, 3) },
      };
  }
}

function takeInReference(reference: Reference, step: Step): void {
  if (step.kind === "send") reference.send(step.side, step.event);
  else reference[step.kind](step.ms);
}

async function agree(run: EngineRun, reference: Reference): Promise<void> {
  expect(run.fired, "timers fired").toEqual(reference.fired);
  for (const side of SIDES) {
    expect(await run.standing(side), side).toEqual(plain(reference.standing(side)));
    expect(run.notes[side], `notes of the ${side} one`).toEqual(plain(reference.notes[side]));
  }
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Two charts, and how their activities end. */
interface Pair {
  readonly charts: Record<Side, RandomChart>;
  readonly ids: Record<Side, string>;
  readonly activity: Activity;
}

function drawPair(draw: Draw): Pair {
  const [left = "", right = ""] = [newId(), newId()].toSorted();
  const charts = { left: drawChart(draw), right: drawChart(draw) };
  const hears = { left: heardFailures(charts.left), right: heardFailures(charts.right) };
  return {
    charts,
    ids: { left, right },
    activity: (side, id, n) => ({
      takesMs: [0, 5, 15, 25][(n + id.length) % 4] ?? 0,
      fails: n % 3 === 0 && hears[side].has(id),
    }),
  };
}

/** Ids of the activities whose failure the chart has an answer to. */
function heardFailures(chart: RandomChart): Set<string> {
  const invokes = withChildren(chart.build().root).flatMap((state) => state.invoke);
  return new Set(invokes.filter(({ onError }) => onError !== undefined).map(({ id }) => id));
}

const withChildren = (state: AnyStateNode): AnyStateNode[] => [
  state,
  ...Object.values(state.states).flatMap(withChildren),
];

/** The chart, opened by an event that changes nothing; every third list of actions also tells the other chart something. */
function machineOf({ charts, ids }: Pair, side: Side): AnyStateMachine {
  const to = side === "left" ? ids.right : ids.left;
  let lists = 0;
  const tell = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(tell);
    if (typeof part !== "object" || part === null) return part;
    if ("actions" in part && Array.isArray(part.actions)) {
      lists += 1;
      const signals = lists % 3 === 0 ? [{ type: SIGNAL, params: signalTo(to) }] : [];
      return { ...part, actions: [...part.actions, ...signals] };
    }
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, tell(value)]));
  };
  const { config, implementations } = charts[side].build();
  const told = tell(config) as typeof config;
  return createMachine({ ...told, on: { ...told.on, [OPENED.type]: { actions: [] } } }, implementations);
}

const signalTo =
  (to: string) =>
  ({ context }: { context: { n: number } }): SignalParams => ({
    to,
    event: { type: OUTER[context.n % OUTER.length] ?? "", k: context.n },
  });

const machinesOf = (pair: Pair): Record<Side, AnyStateMachine> => ({
  left: machineOf(pair, "left"),
  right: machineOf(pair, "right"),
});

function workflowsOf(pair: Pair): WorkflowDefinition[] {
  return SIDES.map((side) => {
    const sketch = { events: [OPENED.type, ...EVENTS], activities: ACTIVITIES, effects: EFFECTS };
    const workflow = workflowOf(machineOf(pair, side), sketch);
    const events = Object.entries(workflow.events).map(
      ([type, rule]) => [type, { ...rule, who: ["officer" as const, "system" as const] }] as const,
    );
    return { ...workflow, name: side, opens: [OPENED.type], events: Object.fromEntries(events) };
  });
}

function open(pair: Pair): { engine: Engine; close: () => Promise<void> } {
  const opened = openEngine(database, { workflows: workflowsOf(pair) });
  return { engine: opened.engine, close: () => opened.close() };
}

/** The pair in the database, each step by a process of its own; one thing is done at a time, so that the order is known. */
class EngineRun {
  readonly fired: Fired[] = [];
  readonly notes: Record<Side, Json[]> = { left: [], right: [] };
  signals = 0;
  activities = 0;
  private signalsMax = 0;
  private beganAt = 0;
  private isStuck = false;
  private readonly pair: Pair;

  constructor(pair: Pair) {
    this.pair = pair;
  }

  /** Returns false when the charts cannot even begin. */
  async start(): Promise<boolean> {
    return await this.asProcess(async (engine) => {
      this.beganAt = (await engine.now()).getTime();
      for (const side of SIDES) {
        const result = await engine.start({
          workflow: side,
          id: this.pair.ids[side],
          event: OPENED,
          programmeId: PROGRAMME,
          actor: officer,
          origin: "caller",
        });
        if (result.kind !== "applied") return false;
      }
      return await this.settle(engine);
    });
  }

  /** `threw` when the event was turned away, `stuck` when one of those that followed from it was. */
  async take(step: Step): Promise<"taken" | "threw" | "stuck"> {
    return await this.asProcess(async (engine) => {
      if (step.kind === "send") {
        const { side, event } = step;
        const sent = await engine.send({
          instanceId: this.pair.ids[side],
          event,
          actor: officer,
          origin: "caller",
        });
        if (sent.kind === "threw") return "threw";
        return (await this.settle(engine)) ? "taken" : "stuck";
      }
      const to = new Date((await engine.now()).getTime() + step.ms);
      if (step.kind === "advance" && !(await this.stopUntil(engine, to))) return "stuck";
      await moveVirtualClock(database.pool, to);
      return (await this.settle(engine)) ? "taken" : "stuck";
    });
  }

  async standing(side: Side): Promise<Standing> {
    const { engine, close } = open(this.pair);
    const { snapshot } = await instanceOf(engine, this.pair.ids[side]);
    await close();
    const { value, context, status, output } = snapshot;
    return plain({ value, context, status, output }) as Standing;
  }

  private async asProcess<T>(act: (engine: Engine) => Promise<T>): Promise<T> {
    const { engine, close } = open(this.pair);
    try {
      return await act(this.watched(engine));
    } finally {
      await close();
    }
  }

  private async stopUntil(engine: Engine, to: Date): Promise<boolean> {
    for (;;) {
      const next = await nextDue(engine.db, "all");
      if (next === undefined || next > to) return true;
      await moveVirtualClock(database.pool, next);
      if (!(await this.settle(engine))) return false;
    }
  }

  /** Fire timers and carry out work until nothing is due. Returns false when something could not be taken. */
  private async settle(engine: Engine): Promise<boolean> {
    this.signalsMax = this.signals + SIGNALS_MAX;
    const timers = createTimerLoop(engine, quiet);
    const performer = createPerformer(engine, this.handlers(engine), quiet);
    try {
      for (let works = 0; works < WORK_MAX; works += 1) {
        await timers.fireDue();
        const next = await this.firstWork(engine);
        if (this.isStuck || next === undefined) return !this.isStuck;
        await performer.perform({ effects: [next] });
      }
      return false;
    } finally {
      performer.stop();
    }
  }

  private async firstWork(engine: Engine): Promise<string | undefined> {
    const { rows } = await database.pool.query<{ key: string }>(
      `select e.instance_id || '/' || e.seq || '/' || e.name as key
       from effect e
       join journal j using (instance_id, seq)
       where e.kind <> 'timer' and e.state = 'pending' and e.due_at <= $1
       order by e.due_at, j.position, e.ordinal
       limit 1`,
      [await engine.now()],
    );
    return rows[0]?.key;
  }

  private handlers(engine: Engine): Record<string, EffectHandler> {
    const signal = signalHandler(engine);
    return {
      note: {
        perform: async ({ instanceId, payload }) => {
          this.notes[this.sideOf(instanceId)].push(payload);
          return await Promise.resolve(done());
        },
      },
      signal: {
        ...signal,
        perform: async (effect, now) => {
          this.signals += 1;
          if (this.signals > this.signalsMax) this.isStuck = true;
          if (this.isStuck) return done();
          return await signal.perform(effect, now);
        },
      },
      work: {
        perform: async ({ instanceId, payload, attempts }) => {
          const { id, input } = payload as { id: string; input: { n: number } };
          const { takesMs, fails } = this.pair.activity(this.sideOf(instanceId), id, input.n);
          if (takesMs > 0 && attempts === 0) return { kind: "retry", reason: "at work", afterMs: takesMs };
          this.activities += 1;
          return await Promise.resolve(fails ? { kind: "give-up", reason: "failed" } : done());
        },
      },
    };
  }

  /** Writes down which timers fire, and notices what a chart cannot take. */
  private watched(engine: Engine): Engine {
    const notice = (result: Result): Result => {
      if (result.kind === "threw" || result.kind === "rejected" || result.kind === "parked")
        this.isStuck = true;
      return result;
    };
    return {
      ...engine,
      run: async (command: Command) => {
        const dueAt = command.kind === "timer" && "dueAt" in command.key ? command.key.dueAt : undefined;
        const result = notice(await engine.run(command));
        if (command.kind === "timer" && dueAt instanceof Date && result.kind !== "void") {
          this.fired.push({
            side: this.sideOf(command.key.instanceId),
            name: command.key.name.replace("timer:", ""),
            dueMs: dueAt.getTime() - this.beganAt,
          });
        }
        return result;
      },
      send: async (command) => {
        const result = await engine.send(command);
        return command.origin === "signal" ? notice(result) : result;
      },
    };
  }

  private sideOf(id: string): Side {
    return id === this.pair.ids.left ? "left" : "right";
  }
}
