import {
  assign,
  createMachine,
  enqueueActions,
  forwardTo,
  fromPromise,
  log,
  raise,
  and,
  not,
  sendParent,
  sendTo,
  setup,
  spawnChild,
  stopChild,
} from "xstate";
import type { AnyStateMachine } from "xstate";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { DefinitionError } from "../../src/lib/errors.ts";
import { describe as describeChart } from "../../src/machine/describe.ts";
import { diagram } from "../../src/machine/diagram.ts";
import { loadMachine } from "../../src/machine/load-machine.ts";
import { isReservedType } from "../../src/machine/reserved.ts";
import { workflowOf } from "./workflow-of.ts";
import type { Sketch } from "./workflow-of.ts";

const work = fromPromise(() => Promise.resolve(1));
// Charts that the types of XState would refuse as well.
const chart = (config: object) => createMachine(config);
const inA = (state: object) => chart({ initial: "a", states: { a: state, b: {} } });
const onGo = (actions: unknown) => inA({ on: { go: { actions } } });

describe("loading a workflow", () => {
  it.each<[string, AnyStateMachine, Sketch, string]>([
    ["invokes inline logic", inA({ invoke: { id: "x", src: work } }), {}, "a: invoke of inline logic"],
    [
      "invokes a machine",
      inA({ invoke: { id: "x", src: createMachine({}) } }),
      {},
      "a: invoke of inline logic",
    ],
    [
      "invokes what is not declared",
      inA({ invoke: { id: "x", src: "w" } }),
      {},
      "a: invoke of w, which is not",
    ],
    ["invokes without an id", inA({ invoke: { src: "w" } }), { activities: ["w"] }, "a: invoke of w without"],
    [
      "names a system id",
      inA({ invoke: { id: "x", systemId: "s", src: "w" } }),
      { activities: ["w"] },
      "systemId",
    ],
    [
      "wants an activity's snapshots",
      inA({ invoke: { id: "x", src: "w", onSnapshot: {} } }),
      { activities: ["w"] },
      "onSnapshot",
    ],
    [
      "uses an invoke id twice at once",
      chart({
        type: "parallel",
        states: { l: { invoke: { id: "x", src: "w" } }, r: { invoke: { id: "x", src: "w" } } },
      }),
      { activities: ["w"] },
      "r: invoke id x is also in l",
    ],
    [
      "has an inline action",
      onGo(function note() {}),
      { events: ["go"] },
      "a: the action note is an inline function",
    ],
    [
      "has an undeclared action",
      onGo("note"),
      { events: ["go"] },
      "a: the action note is not a declared effect",
    ],
    [
      "has an undeclared initial action",
      chart({ initial: { target: "a", actions: "note" }, states: { a: {} } }),
      {},
      "(root): the action note",
    ],
    ["sends to its parent", onGo(sendParent({ type: "go" })), { events: ["go"] }, "sendTo to #_parent"],
    ["forwards", onGo(forwardTo("x")), { events: ["go"] }, "sendTo to x"],
    ["sends to a child", onGo(sendTo("x", { type: "go" })), { events: ["go"] }, "sendTo to x"],
    ["logs", onGo(log("x")), { events: ["go"] }, "the action xstate.log is not supported"],
    ["spawns", onGo(spawnChild("w")), { events: ["go"] }, "the action xstate.spawnChild is not supported"],
    [
      "stops a child",
      onGo(stopChild("w")),
      { events: ["go"] },
      "the action xstate.stopChild is not supported",
    ],
    [
      "delays without an id",
      onGo(raise({ type: "go" }, { delay: 5 })),
      { events: ["go"] },
      "without an explicit id",
    ],
    [
      "has an id without a delay",
      onGo(raise({ type: "go" }, { id: "x" })),
      { events: ["go"] },
      "an id but no delay",
    ],
    [
      "delays what is not declared",
      onGo(raise({ type: "x" }, { id: "x", delay: 5 })),
      { events: ["go"] },
      "raise of x, which is not declared",
    ],
    [
      "names an unknown delay",
      onGo(raise({ type: "go" }, { id: "x", delay: "soon" as never })),
      { events: ["go"] },
      "the delay soon",
    ],
    ["names an unknown delay in after", inA({ after: { soon: "b" } }), {}, "a: after soon"],
    [
      "forges an event",
      onGo(raise({ type: "xstate.done.actor.x" })),
      { events: ["go"] },
      "reserved type xstate.done",
    ],
    [
      "has an inline guard",
      inA({ on: { go: { guard: () => true } } }),
      { events: ["go"] },
      "a: on go: the guard guard is an inline",
    ],
    [
      "has an inline guard inside another",
      inA({ on: { go: { guard: and([not(() => true)]) } } }),
      { events: ["go"] },
      "inline",
    ],
    [
      "has an inline guard on always",
      inA({ always: { guard: () => false, target: "b" } }),
      {},
      "a: on always: the guard",
    ],
    [
      "has an unknown guard",
      inA({ on: { go: { guard: "isOpen" } } }),
      { events: ["go"] },
      "isOpen is not implemented",
    ],
    ["listens to what is not declared", inA({ on: { go: "b" } }), {}, "a: listens to go"],
    [
      "listens to a wildcard of nothing",
      inA({ on: { "seat.*": "b" } }),
      { events: ["go"] },
      "a: listens to seat.*",
    ],
    ["declares a reserved event", inA({}), { events: ["xstate.done"] }, 'the type "xstate.done" is reserved'],
    ["declares one of the engine's", inA({}), { events: ["convoke.x"] }, 'the type "convoke.x" is reserved'],
    ["declares an engine action", inA({}), { effects: ["signal"] }, 'the name "signal" is reserved'],
    ["opens with what is not declared", inA({}), { over: { opens: ["go"] } }, "opens: the event go"],
    [
      "has a timer nobody arms",
      inA({}),
      { over: { timers: { sla: { unit: "days", count: 1 } } } },
      "timers: no delayed raise has the id sla",
    ],
    ["has a route", inA({ id: "a", route: {} }), {}, "route is not supported"],
    ["has a context that is not JSON", chart({ context: { at: new Date(0) } }), {}, "context.at is a Date"],
  ])("fails when the chart %s", (_what, machine, sketch, problem) => {
    expect(() => loadMachine(workflowOf(machine, sketch))).toThrow(
      expect.objectContaining({ code: "definition", message: expect.stringContaining(problem) }),
    );
  });

  it("lists all problems at once, each with its state", () => {
    const machine = inA({ entry: "note", invoke: { src: "w" }, on: { go: { guard: () => true } } });
    try {
      loadMachine(workflowOf(machine));
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(DefinitionError);
      expect((error as DefinitionError).extra["problems"]).toHaveLength(5);
    }
  });

  it("takes all that a durable engine can carry out", () => {
    const machine = setup({
      actions: {
        sendMail: () => {},
        armSla: raise({ type: "sla" }, { id: "sla", delay: 1 }),
        many: enqueueActions(() => {}),
      },
      guards: { isOpen: () => true, isFull: () => false, canJoin: and(["isOpen", not("isFull")]) },
      delays: { soon: 5 },
    }).createMachine({
      entry: ["sendMail", "armSla", "many", { type: "signal" as "many" }],
      initial: "a",
      states: {
        a: { after: { soon: "b" }, on: { go: { guard: "canJoin", target: "b" }, sla: "b" } },
        b: { entry: assign({}), on: { "*": "a", "xstate.done.actor.x": "a" } },
      },
    });
    const timers = { sla: { unit: "days", count: 1 } as const };
    expect(
      loadMachine(workflowOf(machine, { events: ["go", "sla"], effects: ["sendMail"], over: { timers } })),
    ).toBeDefined();
  });
});

describe("the hash of a definition", () => {
  const make = (config: object, sketch: Sketch = {}) =>
    loadMachine(
      workflowOf(chart({ initial: "a", states: { a: {}, b: {} }, ...config }), { events: ["go"], ...sketch }),
    ).hash;

  it("does not depend on the bodies or names of functions, nor on prose", () => {
    const first = make({ entry: assign({ n: () => 1 }), context: () => ({ n: 1 }) });
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(
      make({
        entry: assign({
          n: function other() {
            return 2;
          },
        }),
        context: () => ({ n: 2 }),
        description: "x",
      }),
    ).toBe(first);
    expect(
      make({ entry: assign({ n: () => 1 }), context: () => ({ n: 1 }) }, { over: { title: "Other" } }),
    ).toBe(first);
  });

  it("does not depend on what is said about an event's fields, but on what they are", () => {
    const ruled = (note: z.ZodType) => {
      const rule = { schema: z.object({ note }), who: ["officer"] as const, meaning: "Go." };
      return make({}, { over: { events: { go: rule } } });
    };
    expect(ruled(z.string().describe("What was said."))).toBe(ruled(z.string()));
    expect(ruled(z.string().meta({ sealed: true }))).not.toBe(ruled(z.string()));
  });

  it("changes with the structure, the version, events, timers, effects and activities", () => {
    const rule = { schema: z.object({ note: z.string() }), who: ["officer"] as const, meaning: "Go." };
    const hashes = [
      make({}),
      make({ initial: "b" }),
      make({ states: { b: {}, a: {} } }),
      make({ on: { go: ".a" } }),
      make({ on: { go: ".b" } }),
      make({ on: { go: undefined } }),
      make({ on: { go: {} } }),
      make({ entry: raise({ type: "go" }) }),
      make({ entry: raise({ type: "go" }, { id: "t", delay: 1 }) }),
      make(
        { entry: raise({ type: "go" }, { id: "t", delay: 1 }) },
        { over: { timers: { t: { unit: "days", count: 1 } } } },
      ),
      make(
        { entry: raise({ type: "go" }, { id: "t", delay: 1 }) },
        { over: { timers: { t: { unit: "days", count: 2 } } } },
      ),
      make({}, { over: { version: 2 } }),
      make({}, { over: { events: { go: rule } } }),
      make({}, { over: { events: { go: { ...rule, who: ["chair"] } } } }),
      make({}, { effects: ["sendMail"] }),
      make({}, { activities: ["screen"] }),
      make({ context: { n: 1 } }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it("is this one for this chart, whoever compiles it", () => {
    expect(make({ on: { go: ".b" } })).toMatchInlineSnapshot(
      `"fb6bd4e2d696c83e8bbf6b6c144354e1e15cc14df072267e003ca6d433ff5555"`,
    );
  });
});

describe("a chart shown", () => {
  const definition = workflowOf(
    setup({ guards: { isOpen: () => true, isFull: () => false } }).createMachine({
      initial: "inquiry",
      states: {
        inquiry: {
          initial: "triage",
          tags: "early",
          on: { close: "closed" },
          states: {
            triage: {
              entry: raise({ type: "late" }, { id: "sla", delay: 1000 }),
              on: { ask: { guard: and(["isOpen", not("isFull")]), target: "asked" }, late: {} },
            },
            asked: { invoke: { id: "w", src: "wait", onDone: "triage" } as never },
            back: { type: "history", history: "deep" },
          },
        },
        work: { type: "parallel", states: { "a-b": {}, a_b: {} } },
        closed: { type: "final" },
      },
    }),
    {
      events: ["ask", "close", "late"],
      activities: ["wait"],
      over: { timers: { sla: { unit: "days", count: 2 } } },
    },
  );

  it("is data for those who list workflows", () => {
    const shown = describeChart(definition);
    expect(JSON.parse(JSON.stringify(shown))).toEqual(shown);
    expect(shown).toMatchObject({
      states: [
        { path: "inquiry", type: "compound", tags: ["early"], initial: "inquiry.triage" },
        { path: "work", type: "parallel", initial: null },
        { path: "closed", type: "final" },
      ],
      transitions: [
        { from: "inquiry", event: "close", guard: null, to: ["closed"] },
        { from: "inquiry.triage", event: "ask", guard: "and(isOpen, not(isFull))", to: ["inquiry.asked"] },
        { from: "inquiry.triage", event: "late", to: [] },
        { from: "inquiry.asked", event: "xstate.done.actor.w", to: ["inquiry.triage"] },
      ],
      invokes: [{ state: "inquiry.asked", id: "w", activity: "wait" }],
      timers: [
        {
          id: "sla",
          event: "late",
          state: "inquiry.triage",
          rule: { unit: "days", count: 2 },
          delayMs: 1000,
        },
      ],
    });
  });

  it("is a Mermaid diagram with nested states", () => {
    expect(diagram(definition)).toMatchInlineSnapshot(`
      "stateDiagram-v2
        [*] --> s_inquiry
        state "inquiry" as s_inquiry {
          [*] --> s_inquiry__triage
          state "triage" as s_inquiry__triage
          state "asked" as s_inquiry__asked
          state "back (deep history)" as s_inquiry__back
          s_inquiry__triage --> s_inquiry__asked : ask [and(isOpen, not(isFull))]
          s_inquiry__asked --> s_inquiry__triage : xstate.done.actor.w
        }
        state "work" as s_work {
          state "a-b" as s_work__a_b
          --
          state "a_b" as s_work__a_b_2
        }
        state "closed" as s_closed
        s_inquiry --> s_closed : close
        s_closed --> [*]
      "
    `);
  });
});

describe("a reserved event type", () => {
  it("is XState's, the engine's, a wildcard or nothing", () => {
    for (const type of ["xstate.init", "xstate.after.5.a", "convoke.x", "", "*", "seat.*"]) {
      expect(isReservedType(type), type).toBe(true);
    }
    for (const type of ["seat.offered", "xstated", "convoked.x"])
      expect(isReservedType(type), type).toBe(false);
  });
});
