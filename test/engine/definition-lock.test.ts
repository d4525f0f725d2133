/** A version that instances run on never changes: the committed lock notices, and says where. */
import { describe, expect, it } from "vitest";
import { checkLock, extendLock } from "../../src/engine/definition-lock.ts";
import { createRegistry } from "../../src/engine/registry.ts";
import { days, type WorkflowDefinition } from "../../workflows/workflow.ts";
import { workflows } from "../../workflows/index.ts";
import committed from "../../workflows/lock.json" with { type: "json" };
import { loanV1, loanV2 } from "../support/workflows/loan.ts";

const machines = (...definitions: WorkflowDefinition[]) => createRegistry(definitions).all();

describe("the lock of versions", () => {
  it("holds every workflow of the house as it is", () => {
    expect(() => checkLock(committed, createRegistry(workflows).all())).not.toThrow();
  });

  it("refuses a version that was edited, naming what was changed, added and taken away", () => {
    const lock = extendLock({}, machines(loanV1));
    const { returned: _, ...events } = loanV1.events;
    const edited: WorkflowDefinition = {
      ...loanV1,
      events: { ...events, returned: { ...loanV1.events["returned"], who: ["lead"] } as never },
      timers: { return: days(11), odd: days(3) },
    };
    expect(() => checkLock(lock, machines(edited))).toThrow(
      /make it version 2 instead[^]*event returned was changed[^]*timer return was changed/,
    );
  });

  it("refuses a version that nobody has locked yet", () => {
    const lock = extendLock({}, machines(loanV1));
    expect(() => checkLock(lock, machines(loanV1, loanV2))).toThrow(/version 2 is not in the lock/);
  });

  it("keeps what it holds when it is extended", () => {
    const lock = extendLock({}, machines(loanV1));
    const edited = { ...loanV1, timers: { ...loanV1.timers, return: days(11) } };
    const extended = extendLock(lock, machines(edited, loanV2));
    expect(extended["loan@1"]).toEqual(lock["loan@1"]);
    expect(extended["loan@2"]).toBeDefined();
    expect(extendLock(lock, machines(edited), true)["loan@1"]).not.toEqual(lock["loan@1"]);
  });
});
