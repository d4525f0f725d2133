import { assign, createMachine, raise } from "xstate";
import { describe, expect, it } from "vitest";
import type { StoredSnapshot } from "../../src/machine/port.ts";
import { begin, contextOf, load, take, throughDatabase, valueOf } from "./workflow-of.ts";

describe("a stored snapshot", () => {
  const player = load(
    createMachine({
      id: "player",
      initial: "on",
      states: {
        on: {
          type: "parallel",
          on: { off: "off" },
          states: {
            volume: { initial: "low", states: { low: { on: { louder: "high" } }, high: {} } },
            track: {
              initial: "one",
              states: {
                one: { on: { next: "two" } },
                two: { initial: "start", states: { start: { on: { next: "end" } }, end: {} } },
              },
            },
            shallow: { type: "history" },
            deep: { type: "history", history: "deep" },
          },
        },
        off: { on: { deep: "on.deep", shallow: "on.shallow", fresh: "on" } },
      },
    }),
    { events: ["off", "louder", "next", "deep", "shallow", "fresh"] },
  );

  it("restores parallel regions and both kinds of history exactly", () => {
    let { snapshot } = begin(player);
    for (const event of ["louder", "next", "next", "off"]) {
      snapshot = throughDatabase(player, take(player, snapshot, event).snapshot);
    }
    expect(valueOf(player, snapshot)).toBe("off");
    const after = (event: string) => valueOf(player, take(player, snapshot, event).snapshot);
    expect(after("deep")).toEqual({ on: { volume: "high", track: { two: "end" } } });
    expect(after("shallow")).toEqual({ on: { volume: "low", track: "one" } });
    expect(after("fresh")).toEqual({ on: { volume: "low", track: "one" } });
  });

  it("keeps a history that remembers nothing apart from one that was never left", () => {
    // XState takes nothing for the first and the default for the second, and would restore the first as the second.
    const stored = { ...player.persist(begin(player).snapshot), historyValue: { "player.on.deep": [] } };
    expect(player.persist(player.restore(stored))).toEqual(stored);
  });

  it("steps the same after jsonb has changed the order of regions", () => {
    const region = (name: string) => ({
      initial: "a",
      states: { a: { on: { go: { actions: { type: "note", params: { name } } }, reset: { target: "a" } } } },
    });
    const machine = load(
      createMachine({
        type: "parallel",
        states: { longest: region("longest"), mid: region("mid"), z: region("z") },
      }),
      { events: ["go", "reset"], effects: ["note"] },
    );
    const { snapshot } = begin(machine);
    const effects = take(machine, snapshot, "go").effects;
    expect(effects).toMatchObject([
      { params: { name: "longest" } },
      { params: { name: "mid" } },
      { params: { name: "z" } },
    ]);
    expect(take(machine, throughDatabase(machine, snapshot), "go").effects).toEqual(effects);
  });

  it("is plain JSON without the step, and the same after a restore", () => {
    const { snapshot } = begin(player);
    const stored = player.persist(snapshot);
    expect(JSON.parse(JSON.stringify(stored))).toEqual(stored);
    expect(player.persist(player.restore(stored))).toEqual(stored);
    expect(stored["context"]).toEqual({});
  });

  describe("is refused when it does not fit", () => {
    const machine = load(
      createMachine({
        id: "m",
        initial: "a",
        states: {
          a: { invoke: { id: "x", src: "work" } },
          nest: { initial: "in", states: { in: {}, h: { type: "history" } } },
          both: { type: "parallel", states: { l: { initial: "a", states: { a: {} } }, r: {} } },
          end: { type: "final" },
        },
      }),
      { activities: ["work"] },
    );
    const good = machine.persist(begin(machine).snapshot);
    const h = "m.nest.h";

    it.each<[string, object, RegExp]>([
      ["a state that is gone", { value: "gone" }, /does not exist/],
      ["a leaf that became compound", { value: "nest" }, /became/],
      ["a missing region", { value: { both: { r: {} } } }, /became/],
      ["a compound that became a leaf", { value: { a: "b" } }, /does not exist|became/],
      ["an unknown child source", { children: { x: { src: "gone" } } }, /activity gone/],
      ["an unknown child id", { children: { y: { src: "work" } } }, /as y/],
      ["an unknown history", { historyValue: { "m.gone": [] } }, /history m.gone/],
      ["a history of something else", { historyValue: { [h]: [{ id: "m.a" }] } }, /not in it/],
      ["a history of a gone state", { historyValue: { [h]: [{ id: "m.nest.out" }] } }, /not in it/],
      ["the status error", { status: "error" }, /status/],
      ["the status done in a state that is not final", { status: "done" }, /status done/],
      ["the status active in a final state", { value: "end" }, /status active/],
      ["no context", { context: null }, /context/],
      ["an unstorable context", { context: { a: "\ud800" } }, /lone surrogate/],
      ["fields of somebody else", { extra: 1 }, /extra/],
    ])("because of %s", (_what, change, reason) => {
      const stored = { ...good, ...change } as StoredSnapshot;
      expect(() => machine.restore(stored)).toThrow(
        expect.objectContaining({ code: "snapshot-mismatch", message: expect.stringMatching(reason) }),
      );
    });
  });
});

describe("a context", () => {
  const machine = load(
    createMachine({
      context: { kept: { deep: [1, { a: null }] } } as Record<string, unknown>,
      on: { put: { actions: [assign({ it: () => next }), raise({ type: "put.done" })] }, "put.done": {} },
    }),
    { events: ["put", "put.done"] },
  );
  let next: unknown;

  const cycle: Record<string, unknown> = {};
  cycle["self"] = cycle;

  it.each<[string, unknown, string]>([
    ["a bigint", 1n, "context.it is a bigint"],
    ["a date", { at: new Date(0) }, "context.it.at is a Date"],
    ["a map", [new Map()], "context.it[0] is a Map"],
    ["undefined in a list", [1, undefined], "context.it[1] is undefined"],
    ["a hole in a list", [1, , 2], "context.it[1] is undefined"], // oxlint-disable-line no-sparse-arrays
    ["a function", { f() {} }, "context.it.f is a function"],
    ["a symbol", Symbol("s"), "context.it is a symbol"],
    ["a symbol for a key", { [Symbol("s")]: 1 }, "context.it has a symbol for a key"],
    ["NaN", Number.NaN, "context.it is NaN"],
    ["infinity", { n: -Infinity }, "context.it.n is -Infinity"],
    ["a lone surrogate", "a\ud800b", "context.it has a lone surrogate"],
    ["a lone surrogate in a key", { "\udfff": 1 }, "a key of context.it has a lone surrogate"],
    ["U+0000", ["\u0000"], "context.it[0] has the character U+0000"],
    ["a class instance", new (class Seat {})(), "context.it is a Seat"],
    ["a cycle", cycle, "refers to itself"],
    ["an actor reference", { xstate$$type: 1, id: "x" }, "reserved key"],
    ["a prototype for a key", JSON.parse('{"__proto__": {}}'), "reserved key __proto__"],
  ])("may not hold %s", (_what, value, message) => {
    next = value;
    const { snapshot } = begin(machine);
    expect(() => take(machine, snapshot, "put")).toThrow(
      expect.objectContaining({ code: "machine-threw", message: expect.stringContaining(message) }),
    );
    expect(contextOf(machine, snapshot)).toEqual({ kept: { deep: [1, { a: null }] } });
  });

  it("keeps everything JSON can say, and loses properties that are undefined", () => {
    next = { text: "Grüße 🎉", n: -0, list: [true, null, 1.5], gone: undefined };
    const { snapshot } = take(machine, begin(machine).snapshot, "put");
    const wanted = {
      kept: { deep: [1, { a: null }] },
      it: { text: "Grüße 🎉", n: 0, list: [true, null, 1.5] },
    };
    expect(contextOf(machine, snapshot)).toEqual(wanted);
    expect(contextOf(machine, throughDatabase(machine, snapshot))).toEqual(wanted);
  });

  it("does not share what the caller may still change", () => {
    const shared = { list: [1] };
    next = shared;
    const { snapshot } = take(machine, begin(machine).snapshot, "put");
    shared.list.push(2);
    expect(contextOf(machine, snapshot)).toMatchObject({ it: { list: [1] } });
  });
});
