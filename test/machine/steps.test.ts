import { assign, cancel, createMachine, emit, enqueueActions, raise, sendTo, setup } from "xstate";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { activityDone, activityFailed } from "../../src/machine/reserved.ts";
import { begin, contextOf, load, refuse, STEP, take, throughDatabase, valueOf } from "./workflow-of.ts";

describe("a step", () => {
  it("returns the next snapshot and leaves the one it started from alone", () => {
    const machine = load(createMachine({ initial: "a", states: { a: { on: { go: "b" } }, b: {} } }), {
      events: ["go"],
    });
    const first = begin(machine);
    const second = take(machine, first.snapshot, "go");
    expect(valueOf(machine, first.snapshot)).toBe("a");
    expect(valueOf(machine, second.snapshot)).toBe("b");
  });

  it("is taken, not refused, when the transition changes nothing", () => {
    const machine = load(createMachine({ on: { "note.added": {} } }), { events: ["note.added"] });
    const step = take(machine, begin(machine).snapshot, "note.added");
    expect(step).toMatchObject({ kind: "stepped", effects: [], status: "active" });
  });

  it("asks for declared work with its resolved parameters, in the order of the chart", () => {
    const machine = load(
      setup({ actions: { sendMail: (_, _params: { to: string }) => {}, log: () => {} } }).createMachine({
        context: { who: "p1" },
        initial: "a",
        states: {
          a: {
            exit: "log",
            on: {
              go: {
                target: "b",
                actions: {
                  type: "sendMail",
                  params: ({ context }) => ({ to: context["who"] as string, cc: undefined }),
                },
              },
            },
          },
          b: { entry: "log" },
        },
      }),
      { events: ["go"], effects: ["sendMail", "log"] },
    );
    expect(take(machine, begin(machine).snapshot, "go").effects).toEqual([
      { kind: "act", name: "log", params: {} },
      { kind: "act", name: "sendMail", params: { to: "p1" } },
      { kind: "act", name: "log", params: {} },
    ]);
  });

  it("never runs the code of an action", () => {
    let ran = false;
    const machine = load(
      setup({
        actions: {
          sendMail: () => {
            ran = true;
          },
        },
      }).createMachine({ entry: "sendMail" }),
      { effects: ["sendMail"] },
    );
    expect(begin(machine).effects).toHaveLength(1);
    expect(ran).toBe(false);
  });

  it("throws when an effect's parameters do not have the declared shape, naming it", () => {
    const machine = load(
      createMachine({ on: { go: { actions: { type: "sendMail", params: { to: 7 } } } } }),
      { events: ["go"], over: { effects: { sendMail: { schema: z.strictObject({ to: z.string() }) } } } },
    );
    expect(() => take(machine, begin(machine).snapshot, "go")).toThrow(/params of sendMail[^]*to/);
  });

  it("invokes an activity on entry and stops it on exit", () => {
    const machine = load(
      createMachine({
        context: ({ input }: { input: { party: string } }) => ({ party: input.party }),
        initial: "idle",
        states: {
          idle: { on: { screen: "screening" } },
          screening: {
            invoke: {
              id: "screen",
              src: "screenParty",
              input: ({ context }) => ({ party: context["party"] }),
            },
            on: { withdraw: "idle" },
          },
        },
      }),
      { events: ["screen", "withdraw"], activities: ["screenParty"] },
    );
    const screening = take(machine, begin(machine, { party: "p1" }).snapshot, "screen");
    expect(screening.effects).toEqual([
      { kind: "invoke", id: "screen", activity: "screenParty", input: { party: "p1" } },
    ]);
    const restored = throughDatabase(machine, screening.snapshot);
    expect(take(machine, restored, "withdraw").effects).toEqual([{ kind: "stop", id: "screen" }]);
  });

  describe("when an activity reports", () => {
    const machine = load(
      createMachine({
        context: { hits: 0, reason: "" },
        initial: "screening",
        states: {
          screening: {
            invoke: {
              id: "screen",
              src: "screenParty",
              onDone: {
                target: "clear",
                actions: assign({ hits: ({ event }) => (event["output"] as { hits: number }).hits }),
              },
              onError: {
                target: "stuck",
                actions: assign({ reason: ({ event }) => (event["error"] as { message: string }).message }),
              },
            },
            on: { skip: "clear" },
          },
          clear: {},
          stuck: {},
        },
      }),
      { events: ["skip"], activities: ["screenParty"] },
    );
    const { snapshot } = begin(machine);

    it("hands its output to the chart, and does not stop what has ended", () => {
      const step = take(machine, throughDatabase(machine, snapshot), activityDone("screen", { hits: 3 }));
      expect(step.effects).toEqual([]);
      expect(contextOf(machine, step.snapshot)).toEqual({ hits: 3, reason: "" });
      expect(machine.persist(step.snapshot)).toMatchObject({ value: "clear", children: {} });
    });

    it("hands its failure to the chart", () => {
      const step = take(machine, snapshot, activityFailed("screen", { message: "list is down" }));
      expect(machine.persist(step.snapshot)).toMatchObject({
        value: "stuck",
        context: { reason: "list is down" },
      });
    });

    it("refuses the outcome of an activity that no longer runs", () => {
      const skipped = take(machine, snapshot, "skip");
      for (const event of [
        activityDone("screen", {}),
        activityFailed("screen", {}),
        activityDone("other", {}),
      ]) {
        expect(refuse(machine, skipped.snapshot, event)).toMatchObject({ guards: [] });
      }
    });
  });

  it("throws, rather than ending the chart, when nobody handles an activity's failure", () => {
    const machine = load(
      createMachine({
        initial: "a",
        states: { a: { invoke: { id: "x", src: "work", onDone: "b" } }, b: {} },
      }),
      { activities: ["work"] },
    );
    const { snapshot } = begin(machine);
    expect(() => machine.apply(snapshot, activityFailed("x", "no"), STEP)).toThrow(/no active state handles/);
    expect(machine.status(snapshot)).toBe("active");
  });

  it("arms `after` on entry, cancels it on exit, and on re-entry cancels before it arms", () => {
    const machine = load(
      createMachine({
        id: "m",
        initial: "a",
        states: {
          a: { after: { 1000: "b" }, on: { again: { target: "a", reenter: true }, go: "b" } },
          b: {},
        },
      }),
      { events: ["again", "go"] },
    );
    const id = "xstate.after.1000.m.a";
    const arm = { kind: "arm", id, event: { type: id }, delayMs: 1000 };
    const first = begin(machine);
    expect(first.effects).toEqual([arm]);
    expect(take(machine, first.snapshot, "again").effects).toEqual([{ kind: "cancel", id }, arm]);
    expect(take(machine, first.snapshot, "go").effects).toEqual([{ kind: "cancel", id }]);
    expect(valueOf(machine, take(machine, throughDatabase(machine, first.snapshot), id).snapshot)).toBe("b");
  });

  it("arms a delayed raise under its id and cancels it by the id", () => {
    const machine = load(
      setup({ delays: { sla: ({ context }) => (context as { ms: number }).ms } }).createMachine({
        context: { ms: 5_000_000_000 },
        entry: raise({ type: "sla.missed", level: 1 }, { id: "sla", delay: "sla" }),
        on: { answered: { actions: cancel("sla") }, "sla.missed": {} },
      }),
      { events: ["answered", "sla.missed"], over: { timers: { sla: { unit: "workingDays", count: 2 } } } },
    );
    const first = begin(machine);
    expect(first.effects).toEqual([
      { kind: "arm", id: "sla", event: { type: "sla.missed", level: 1 }, delayMs: 5_000_000_000 },
    ]);
    expect(take(machine, first.snapshot, "answered").effects).toEqual([{ kind: "cancel", id: "sla" }]);
  });

  it("handles raised events and events to itself within the same step", () => {
    const machine = load(
      createMachine({
        context: { trace: [] as string[] },
        on: {
          go: { actions: [sendTo(({ self }) => self, { type: "later" }), raise({ type: "sooner" })] },
          sooner: { actions: assign({ trace: ({ context }) => [...context["trace"], "sooner"] }) },
          later: {
            actions: [
              assign({ trace: ({ context }) => [...context["trace"], "later"] }),
              emit({ type: "told" }),
            ],
          },
        },
      }),
      { events: ["go", "sooner", "later"] },
    );
    const step = take(machine, begin(machine).snapshot, "go");
    expect(contextOf(machine, step.snapshot)).toEqual({ trace: ["sooner", "later"] });
    expect(step.effects).toEqual([{ kind: "emit", event: { type: "told" } }]);
  });

  it("ends an endless loop with an error", () => {
    const always = load(
      createMachine({
        context: { n: 0 },
        on: { go: ".b" },
        initial: "a",
        states: {
          a: {},
          b: { always: { target: "c", actions: assign({ n: ({ context }) => context["n"] + 1 }) } },
          c: { always: "b" },
        },
      }),
      { events: ["go"] },
    );
    expect(() => take(always, begin(always).snapshot, "go")).toThrow(/[Ii]nfinite loop/);
    const toSelf = load(
      createMachine({ on: { go: { actions: sendTo(({ self }) => self, { type: "go" }) } } }),
      {
        events: ["go"],
      },
    );
    expect(() => take(toSelf, begin(toSelf).snapshot, "go")).toThrow(/sent itself more than/);
  });

  it("passes on signals, pauses and resumptions, and checks their parameters", () => {
    const machine = load(
      createMachine({
        on: {
          ask: {
            actions: [
              {
                type: "signal",
                params: {
                  to: "group-1",
                  event: { type: "seat.asked", party: "p1" },
                  createWith: { workflow: "group", input: { name: "Standards" } },
                },
              },
              { type: "pauseTimer", params: { timer: "sla" } },
              { type: "resumeTimer", params: { timer: "sla" } },
            ],
          },
          bad: {
            actions: { type: "signal", params: { to: "group-1", event: { type: "xstate.after.1.m" } } },
          },
          worse: { actions: { type: "pauseTimer" } },
        },
      }),
      { events: ["ask", "bad", "worse"] },
    );
    const { snapshot } = begin(machine);
    expect(take(machine, snapshot, "ask").effects).toEqual([
      {
        kind: "signal",
        signal: {
          to: "group-1",
          event: { type: "seat.asked", party: "p1" },
          createWith: { workflow: "group", input: { name: "Standards" } },
        },
      },
      { kind: "pause", id: "sla" },
      { kind: "resume", id: "sla" },
    ]);
    expect(() => take(machine, snapshot, "bad")).toThrow(/reserved event type/);
    expect(() => take(machine, snapshot, "worse")).toThrow(/params of pauseTimer/);
  });

  it("reaches a final state with output, and then refuses everything", () => {
    const machine = load(
      createMachine({
        context: { n: 4 },
        initial: "a",
        states: { a: { invoke: { id: "x", src: "work" }, on: { go: "b" } }, b: { type: "final" } },
        output: ({ context }) => ({ n: context.n, gone: undefined }),
      }),
      { events: ["go"], activities: ["work"] },
    );
    const done = take(machine, begin(machine).snapshot, "go");
    expect(done).toMatchObject({ status: "done", effects: [{ kind: "stop", id: "x" }] });
    const restored = throughDatabase(machine, done.snapshot);
    expect(machine.status(restored)).toBe("done");
    expect(machine.output(restored)).toEqual({ n: 4 });
    expect(refuse(machine, restored, "go")).toEqual({ kind: "refused", guards: [], listening: [] });
    expect(machine.accepts(restored, STEP)).toEqual([
      { type: "go", verdict: "refused", guards: [], fields: [] },
    ]);
  });

  it("resolves what enqueueActions asks for, and throws on what no worker could run", () => {
    const machine = load(
      createMachine({
        context: { n: 0 },
        on: {
          go: {
            actions: enqueueActions(({ enqueue, event }) => {
              if (what(event) === "effect") enqueue({ type: "sendMail", params: { to: "p1" } });
              if (what(event) === "assign") enqueue.assign({ n: 1 });
              if (what(event) === "inline") enqueue(function sendMail() {});
              if (what(event) === "spawn") enqueue.spawnChild("work" as never, { id: "other" } as never);
              if (what(event) === "undeclared") enqueue("nothing");
              if (what(event) === "timer") enqueue.raise({ type: "go" }, { delay: 1 });
              if (what(event) === "forged") enqueue.raise({ type: "xstate.done.actor.x" });
            }),
          },
        },
      }),
      { events: ["go"], effects: ["sendMail"], activities: ["work"] },
    );
    const { snapshot } = begin(machine);
    expect(take(machine, snapshot, { type: "go", what: "effect" }).effects).toEqual([
      { kind: "act", name: "sendMail", params: { to: "p1" } },
    ]);
    expect(contextOf(machine, take(machine, snapshot, { type: "go", what: "assign" }).snapshot)).toEqual({
      n: 1,
    });
    for (const [what, reason] of [
      ["inline", /inline function/],
      ["spawn", /only invoke is durable/],
      ["undeclared", /no effect is named nothing/],
      ["timer", /its id/],
      ["forged", /reserved/],
    ] as const) {
      expect(() => take(machine, snapshot, { type: "go", what }), what).toThrow(reason);
    }
  });

  it("notices a child spawned in an assign, which XState itself would only keep in memory", () => {
    const machine = load(
      createMachine({
        context: {},
        on: {
          go: { actions: assign(({ spawn }) => ({ child: spawn("work" as never, { id: "x" } as never) })) },
        },
      }),
      { events: ["go"], activities: ["work"] },
    );
    expect(() => take(machine, begin(machine).snapshot, "go")).toThrow(/spawn of work as x/);
  });
});

describe("the step's information", () => {
  it("is seen by the context factory, guards, assigns, raised events and parameters, and is not kept", () => {
    const machine = load(
      setup({
        types: { context: {} as Ctx },
        actions: { note: (_, _params: object) => {} },
        guards: {
          isOfficer: ({ context }) => (context as Ctx).step?.actor.roles.includes("officer") ?? false,
        },
      }).createMachine({
        context: ({ input }) => ({ at: [(input as unknown as { step: { now: string } }).step.now] }) as Ctx,
        entry: assign({
          at: ({ context }) => [...(context as Ctx).at, `entry ${(context as Ctx).step?.now}`],
        }),
        on: {
          go: { guard: "isOfficer", actions: raise({ type: "next" }) },
          next: {
            actions: [
              assign({ at: ({ context }) => [...(context as Ctx).at, (context as Ctx).step?.now ?? "?"] }),
              { type: "note", params: ({ context }) => ({ ...(context as Ctx).step?.facts }) },
            ],
          },
        },
      }),
      { events: ["go", "next"], effects: ["note"] },
    );
    const first = begin(machine);
    expect(contextOf(machine, first.snapshot)).toEqual({ at: [STEP.now, `entry ${STEP.now}`] });

    const later = { ...STEP, now: "2026-03-03T09:00:00Z", facts: { seats: 2 } };
    const step = take(machine, throughDatabase(machine, first.snapshot), "go", later);
    expect(step.effects).toEqual([{ kind: "act", name: "note", params: { seats: 2 } }]);
    expect(contextOf(machine, step.snapshot)).toEqual({ at: [STEP.now, `entry ${STEP.now}`, later.now] });

    const publicStep = { ...STEP, actor: { id: "x", roles: ["public" as const] } };
    expect(refuse(machine, step.snapshot, "go", publicStep).guards).toEqual(["isOfficer"]);
  });

  it("never lets a context factory see undefined input", () => {
    const inputs: unknown[] = [];
    const machine = load(
      createMachine({
        context: ({ input }: { input: unknown }) => {
          inputs.push(input);
          return { name: (input as { name: string }).name.trim() };
        },
        on: { go: {} },
      }),
      { events: ["go"] },
    );
    const first = begin(machine, { name: " a " });
    take(machine, throughDatabase(machine, first.snapshot), "go");
    expect(inputs).toHaveLength(1);
    expect(contextOf(machine, first.snapshot)).toEqual({ name: "a" });
  });
});

describe("a machine that throws", () => {
  it("is one that XState would leave with a parent exited but not entered again", () => {
    const machine = load(
      createMachine({
        initial: "a",
        states: {
          a: {
            type: "parallel",
            states: { left: { on: { back: "#back" } }, right: {}, h: { id: "back", type: "history" } },
          },
        },
      }),
      { events: ["back"] },
    );
    expect(() => take(machine, begin(machine).snapshot, "back")).toThrow(/a was left and not entered again/);
  });

  it("says so with the event's type, and changes nothing", () => {
    const machine = load(
      setup({
        guards: {
          breaks: () => {
            throw new Error("guard broke");
          },
        },
      }).createMachine({
        context: { list: [1] },
        on: {
          guard: { guard: "breaks" },
          assign: {
            actions: assign(() => {
              throw new Error("assign broke");
            }),
          },
          mutate: {
            actions: assign(({ context }) => {
              context["list"].push(2);
              return {};
            }),
          },
        },
      }),
      { events: ["guard", "assign", "mutate"] },
    );
    const { snapshot } = begin(machine);
    const before = JSON.stringify(machine.persist(snapshot));
    for (const type of ["guard", "assign", "mutate"]) {
      expect(() => take(machine, snapshot, type)).toThrow(
        expect.objectContaining({
          code: "machine-threw",
          message: expect.stringContaining(`threw on ${type}`),
        }),
      );
    }
    expect(JSON.stringify(machine.persist(snapshot))).toBe(before);
  });

  it("does so from a context factory too", () => {
    const machine = load(
      createMachine({
        context: () => {
          throw new Error("no context");
        },
      }),
    );
    expect(() => begin(machine)).toThrow(expect.objectContaining({ code: "machine-threw" }));
  });
});

function what(event: object): unknown {
  return "what" in event ? event.what : undefined;
}

interface Ctx {
  at: string[];
  step?: typeof STEP;
}
