import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadMachine } from "../../../src/machine/load-machine.ts";
import type { LiveSnapshot, MachineEvent, Refused, Stepped } from "../../../src/machine/port.ts";
import type { Role, StepInfo } from "../../workflow.ts";
import { workingGroupV1 } from "./index.ts";
import type { GroupContext } from "./seats.ts";

const machine = loadMachine(workingGroupV1);

describe("a working group", () => {
  it("keeps its list in order and tells it, in that order, when it takes people", () => {
    const waiting = run(planned(3), [
      { type: "seat.waited", engagementId: "first" },
      { type: "seat.waited", engagementId: "second" },
      { type: "seat.waited", engagementId: "first" },
    ]);
    const formed = step(waiting, { type: "forming.started" });
    expect(signals(formed)).toEqual(["group.opened to first", "group.opened to second"]);
  });

  it("holds a seat for an offer until it is answered", () => {
    const asked = step(active(1), { type: "seat.requested", engagementId: "a", offer: 1 });
    expect(signals(asked)).toEqual(["seat.reserved to a"]);
    const other = step(snapshotOf(asked), { type: "seat.requested", engagementId: "b", offer: 1 });
    expect(signals(other)).toEqual(["seat.offer_refused to b"]);
    const taken = step(snapshotOf(other), { type: "seat.taken", engagementId: "a", offer: 1 });
    expect(cardOf(snapshotOf(taken))).toMatchObject({ free: 0, reserved: 0, held: 1 });
  });

  it("answers the same request twice with the same seat", () => {
    const request = { type: "seat.requested", engagementId: "a", offer: 1 };
    const twice = step(snapshotOf(step(active(2), request)), request);
    expect(signals(twice)).toEqual(["seat.reserved to a"]);
    expect(cardOf(snapshotOf(twice))).toMatchObject({ free: 1, reserved: 1 });
  });

  it("keeps the seat of a later offer when an earlier one is given back late", () => {
    const late = run(active(1), [
      { type: "seat.requested", engagementId: "a", offer: 2 },
      { type: "seat.released", engagementId: "a", offer: 1 },
    ]);
    expect(cardOf(late)).toMatchObject({ reserved: 1 });
  });

  it("tells the next on its list when a seat comes free", () => {
    const full = run(active(1), [
      { type: "seat.requested", engagementId: "a", offer: 1 },
      { type: "seat.waited", engagementId: "b" },
      { type: "seat.waited", engagementId: "c" },
    ]);
    expect(signals(step(full, { type: "seat.released", engagementId: "a", offer: 1 }))).toEqual([
      "group.opened to b",
    ]);
  });

  for (const type of ["group.paused", "reporting.started"]) {
    it(`has no seat to offer after ${type}`, () => {
      const shut = run(active(1), [{ type, reason: "review" }]);
      expect(cardOf(shut)).toMatchObject({ intake: "shut" });
      const asked = step(shut, { type: "seat.requested", engagementId: "a", offer: 1 });
      expect(signals(asked)).toEqual(["seat.offer_refused to a"]);
    });
  }

  it("does not shrink below the seats it has given out", () => {
    const asked = step(active(1), { type: "seat.requested", engagementId: "a", offer: 1 });
    expect(step(snapshotOf(asked), { type: "capacity.changed", capacity: 0 })).toMatchObject({
      kind: "refused",
      guards: ["capacityCoversSeats"],
    });
  });

  it("launches with two to four leads only, unless the chair says why (S-005)", () => {
    const formed = snapshotOf(step(planned(1), { type: "forming.started" }));
    for (const leads of [["a"], ["a", "a"], ["a", "b", "c", "d", "e"]]) {
      expect(step(formed, { type: "group.launched", leads })).toMatchObject({
        guards: ["leadsWithinBounds"],
      });
    }
    const waiver = { guard: "leadsWithinBounds", reason: "sealed:1" };
    expect(step(formed, { type: "group.launched", leads: ["a"], waivers: [waiver] })).toMatchObject({
      kind: "stepped",
    });
  });

  it("launches when each lead's interests are declared, assessed and not a year old, unless the chair says why (S-032)", () => {
    const formed = snapshotOf(step(planned(1), { type: "forming.started" }));
    for (const lead of ["expired", "assessing", "silent", "nobody-we-know"]) {
      const launch = { type: "group.launched", leads: ["a", lead] };
      expect(step(formed, launch), lead).toMatchObject({ guards: ["leadsInterestsInDate"] });
      const waivers = [{ guard: "leadsInterestsInDate", reason: "sealed:1" }];
      expect(step(formed, { ...launch, waivers }), lead).toMatchObject({ kind: "stepped" });
    }
  });

  it("says goodbye to members, contributors, and those who waited", () => {
    const full = run(active(2), [
      { type: "seat.requested", engagementId: "member", offer: 1 },
      { type: "seat.taken", engagementId: "member", offer: 1 },
      { type: "seat.requested", engagementId: "offered", offer: 1 },
      { type: "contributor.joined", engagementId: "writer" },
      { type: "seat.waited", engagementId: "waiting" },
    ]);
    expect(signals(step(full, { type: "group.closed" }))).toEqual([
      "participation.completed to member",
      "participation.completed to writer",
      "group.ended to offered",
      "group.ended to waiting",
    ]);
  });

  it("never gives away more seats than it has, whatever arrives in whatever order", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 }),
        fc.array(anything, { maxLength: 60 }),
        (capacity, events) => {
          let snapshot = active(capacity);
          for (const event of events) {
            const result = step(snapshot, event);
            if (result.kind === "refused") continue;
            snapshot = result.snapshot;
            const { held, reserved, waiting, ...group } = contextOf(snapshot);
            const seated = [...held, ...reserved.map(({ engagementId }) => engagementId)];
            expect(seated.length).toBeLessThanOrEqual(group.capacity);
            expect(new Set(seated).size).toBe(seated.length);
            expect(new Set(waiting).size).toBe(waiting.length);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

const engagementId = fc.constantFrom("a", "b", "c", "d", "e");
const offer = fc.integer({ min: 1, max: 3 });
const anything: fc.Arbitrary<MachineEvent> = fc.oneof(
  fc.record({ type: fc.constant("seat.requested"), engagementId, offer }),
  fc.record({ type: fc.constant("seat.taken"), engagementId, offer }),
  fc.record({ type: fc.constant("seat.released"), engagementId, offer }),
  fc.record({ type: fc.constantFrom("seat.released", "seat.waited", "seat.unwaited"), engagementId }),
  fc.record({ type: fc.constant("contributor.joined"), engagementId }),
  fc.record({ type: fc.constant("capacity.changed"), capacity: fc.integer({ min: 0, max: 4 }) }),
  fc.record({ type: fc.constant("intake.changed"), intake: fc.constantFrom("open", "invited", "shut") }),
  fc.constantFrom({ type: "group.paused", reason: "review" }, { type: "group.resumed" }),
);

/** Whoever is called so has declared; `expired` a year ago, and `silent` not at all. */
const declared = { state: "clear", validUntil: "2013-12-01T00:00:00.000Z" };
const names = ["a", "b", "c", "d", "e", "lead-1", "lead-2"];
const leads = {
  ...Object.fromEntries(names.map((name) => [name, declared])),
  expired: { ...declared, validUntil: "2013-05-31T00:00:00.000Z" },
  assessing: { state: "assess", validUntil: null },
  silent: null,
};
const interests = { sender: null, leads };

function stepBy(role: Role): StepInfo {
  const now = "2013-06-01T09:00:00.000Z";
  return { now, happenedAt: now, actor: { id: `${role}-1`, roles: [role] }, facts: { interests } };
}

function planned(capacity: number): LiveSnapshot {
  const input = { id: "group-1", programmeId: "partners-in-prevention" };
  const opening = { type: "group.planned", name: "Insurance", launchMonth: "2013-06", capacity };
  return snapshotOf(
    machine.apply(machine.initial(input, stepBy("chair")).snapshot, opening, stepBy("chair")),
  );
}

function active(capacity: number): LiveSnapshot {
  return run(planned(capacity), [
    { type: "forming.started" },
    { type: "group.launched", leads: ["lead-1", "lead-2"] },
  ]);
}

function step(snapshot: LiveSnapshot, event: MachineEvent): Stepped | Refused {
  return machine.apply(snapshot, event, stepBy("chair"));
}
function run(snapshot: LiveSnapshot, events: readonly MachineEvent[]): LiveSnapshot {
  return events.reduce((before, event) => snapshotOf(step(before, event)), snapshot);
}
function snapshotOf(result: Stepped | Refused): LiveSnapshot {
  if (result.kind === "refused") throw new Error(`refused: ${result.guards.join(", ")}`);
  return result.snapshot;
}
function signals(result: Stepped | Refused): readonly string[] {
  if (result.kind === "refused") return [];
  return result.effects.flatMap((effect) =>
    effect.kind === "signal" ? [`${effect.signal.event.type} to ${effect.signal.to}`] : [],
  );
}
function cardOf(snapshot: LiveSnapshot) {
  return machine.project(snapshot).card;
}
function contextOf(snapshot: LiveSnapshot): GroupContext {
  return machine.persist(snapshot)["context"] as unknown as GroupContext;
}
