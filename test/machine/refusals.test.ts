import { and, createMachine, not, or, setup, stateIn } from "xstate";
import { describe, expect, it } from "vitest";
import { begin, load, refuse, STEP, take, valueOf } from "./workflow-of.ts";

const no = () => false;
const yes = () => true;

describe("a refusal", () => {
  it("names no guard when no state listens, and tells what is listened to", () => {
    const machine = load(
      createMachine({
        initial: "a",
        on: { close: {} },
        states: { a: { on: { go: "b" } }, b: { on: { back: "a" } } },
      }),
      { events: ["go", "back", "close"] },
    );
    const { snapshot } = begin(machine);
    expect(refuse(machine, snapshot, "back")).toEqual({
      kind: "refused",
      guards: [],
      listening: ["go", "close"],
    });
  });

  it("names the guards that said no, leaves first, then their ancestors", () => {
    const machine = load(
      setup({ guards: { isFull: no, isOpen: no, isChair: no } }).createMachine({
        initial: "a",
        on: { go: { guard: "isChair", target: ".b" } },
        states: {
          a: {
            on: {
              go: [
                { guard: "isFull", target: "b" },
                { guard: "isOpen", target: "b" },
              ],
            },
          },
          b: {},
        },
      }),
      { events: ["go"] },
    );
    expect(refuse(machine, begin(machine).snapshot, "go").guards).toEqual(["isFull", "isOpen", "isChair"]);
  });

  it("names the parts of combined guards that decided", () => {
    const guards = { yes, yes2: yes, no, no2: no, combined: and(["yes", "no2"]) };
    const cases = [
      [and(["yes", "no", "no2"]), ["no"]],
      [or(["no", "no2"]), ["no", "no2"]],
      [not("yes"), ["yes"]],
      [not(or(["no", "yes2"])), ["yes2"]],
      [not(and(["yes", "yes2"])), ["yes", "yes2"]],
      [stateIn("b"), ["stateIn(b)"]],
      ["combined", ["no2"]],
    ] as const;
    for (const [guard, names] of cases) {
      const machine = load(
        setup({ guards }).createMachine({
          initial: "a",
          states: { a: { on: { go: { guard: guard as "yes", target: "b" } } }, b: {} },
        }),
        { events: ["go"] },
      );
      expect(refuse(machine, begin(machine).snapshot, "go").guards).toEqual(names);
    }
  });

  it("hands parameters to guards, whether fixed or computed from the event", () => {
    const machine = load(
      setup({
        guards: { atLeast: ({ event }, { n }: { n: number }) => ((event as { n?: number }).n ?? 0) >= n },
      }).createMachine({
        initial: "a",
        states: { a: { on: { go: { guard: { type: "atLeast", params: { n: 3 } }, target: "b" } } }, b: {} },
      }),
      { events: ["go"] },
    );
    const { snapshot } = begin(machine);
    expect(refuse(machine, snapshot, { type: "go", n: 2 }).guards).toEqual(["atLeast"]);
    expect(take(machine, snapshot, { type: "go", n: 3 }).kind).toBe("stepped");
  });

  it("does not come from a wildcard, which takes what is declared and nothing else", () => {
    const machine = load(
      createMachine({
        initial: "a",
        states: { a: { on: { "seat.*": "b", "*": "c" } }, b: {}, c: {} },
      }),
      { events: ["seat.offered", "note.added"] },
    );
    const { snapshot } = begin(machine);
    expect(valueOf(machine, take(machine, snapshot, "seat.offered").snapshot)).toBe("b");
    expect(valueOf(machine, take(machine, snapshot, "note.added").snapshot)).toBe("c");
    expect(refuse(machine, snapshot, "unheard.of").listening).toEqual(["seat.offered", "note.added"]);
  });

  it("is the answer to an event that a state forbids, though its parent would take it", () => {
    const machine = load(
      createMachine({
        initial: "a",
        on: { go: ".b" },
        states: { a: { on: { go: undefined } }, b: {} },
      }),
      { events: ["go"] },
    );
    const { snapshot } = begin(machine);
    expect(refuse(machine, snapshot, "go").guards).toEqual([]);
    expect(machine.accepts(snapshot, STEP)).toEqual([
      { type: "go", verdict: "refused", guards: [], fields: [] },
    ]);
  });

  it("is the answer to a forged or foreign event of XState's own", () => {
    const machine = load(createMachine({ initial: "a", states: { a: { on: { "*": "b" } }, b: {} } }), {
      events: ["go"],
    });
    const { snapshot } = begin(machine);
    for (const type of [
      "",
      "*",
      "xstate.init",
      "xstate.stop",
      "xstate.done.actor.x",
      "xstate.error.actor.x",
      "convoke.x",
    ]) {
      expect(refuse(machine, snapshot, type).guards, type).toEqual([]);
    }
  });
});

describe("what a machine accepts", () => {
  it("says of each declared event whether it would be taken, asking guards without fields", () => {
    let assigned = false;
    const machine = load(
      setup({
        guards: {
          no,
          yes,
          isRich: ({ event }) => (event as unknown as { amount: number }).amount > 5,
          throws: ({ event }) => (event as unknown as { name: string }).name.startsWith("a"),
          breaks: () => {
            throw new Error("broken");
          },
          isGo: ({ event }) => event.type === "byType",
        },
        actions: {
          note: () => {
            assigned = true;
          },
        },
      }).createMachine({
        initial: "a",
        states: {
          a: {
            on: {
              plain: { target: "b", actions: "note" },
              refused: { guard: not("yes"), target: "b" },
              reads: { guard: and(["yes", "isRich"]), target: "b" },
              throwing: { guard: "throws", target: "b" },
              breaking: { guard: "breaks", target: "b" },
              byType: { guard: "isGo", target: "b" },
              either: [{ guard: "isRich", target: "b" }, { target: "b" }],
            },
          },
          b: { on: { elsewhere: "a" } },
        },
      }),
      {
        events: ["plain", "refused", "reads", "throwing", "breaking", "byType", "either", "elsewhere"],
        effects: ["note"],
      },
    );
    expect(machine.accepts(begin(machine).snapshot, STEP)).toEqual([
      { type: "plain", verdict: "accepted", guards: [], fields: [] },
      { type: "refused", verdict: "refused", guards: ["yes"], fields: [] },
      { type: "reads", verdict: "depends", guards: ["isRich"], fields: ["amount"] },
      { type: "throwing", verdict: "depends", guards: ["throws"], fields: ["name"] },
      { type: "breaking", verdict: "depends", guards: ["breaks"], fields: [] },
      { type: "byType", verdict: "accepted", guards: [], fields: [] },
      { type: "either", verdict: "accepted", guards: [], fields: [] },
      { type: "elsewhere", verdict: "refused", guards: [], fields: [] },
    ]);
    expect(assigned).toBe(false);
  });

  it("lets guards see the step", () => {
    const machine = load(
      setup({
        types: { context: {} as { step?: typeof STEP } },
        guards: { hasSeat: ({ context }) => context.step?.facts["seats"] === 1 },
      }).createMachine({ context: {}, on: { "seat.take": { guard: "hasSeat" } } }),
      { events: ["seat.take"] },
    );
    const { snapshot } = begin(machine);
    const verdict = (seats: number) => machine.accepts(snapshot, { ...STEP, facts: { seats } })[0]?.verdict;
    expect([verdict(0), verdict(1)]).toEqual(["refused", "accepted"]);
  });
});
