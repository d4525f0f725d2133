import { describe, expect, it } from "vitest";
import type { LiveSnapshot, MachineEvent } from "../../../src/machine/port.ts";
import { contextOf, machine, NOW, placeOf, standAt, stepBy } from "../../../test/support/engagement.ts";
import type { Role } from "../../workflow.ts";
import { HASH } from "./chart/examples.ts";

describe("a declined party that appeals on day 29", () => {
  const declined = send(
    standAt("vetting.decision_pending", { dossierHash: HASH, tier: 2, vetters: ["vetter-1"] }),
    "approver",
    { type: "vetting.declined", reason: "conflict_of_interest", wording: "sealed:1", note: "sealed:2" },
  );
  const appealed = send(
    declined,
    "stakeholder",
    { type: "appeal.lodged", grounds: "sealed:3" },
    "2013-02-13",
  );

  it("is heard by somebody who neither vetted nor decided", () => {
    for (const id of ["vetter-1", "approver-1"]) {
      const actor = { id, roles: ["reviewer"] as const };
      const step = stepBy("reviewer", { actor });
      const result = machine.apply(appealed, { type: "appeal.upheld", reasons: "sealed:4" }, step);
      expect(result).toMatchObject({ kind: "refused", guards: ["reviewerIndependent"] });
    }
  });

  it("is decided anew by somebody else when the appeal is right", () => {
    const reopened = send(appealed, "reviewer", { type: "appeal.upheld", reasons: "sealed:4" });
    expect(placeOf(reopened)).toBe("vetting.decision_pending");
    const approval = { type: "vetting.approved", conditions: [] };
    expect(machine.apply(reopened, approval, stepBy("approver"))).toMatchObject({
      guards: ["deciderNotExcluded"],
    });
    const other = stepBy("approver", { actor: { id: "approver-2", roles: ["approver"] } });
    const approved = machine.apply(reopened, approval, other);
    expect(approved.kind === "stepped" && placeOf(approved.snapshot)).toBe("assignment.approved");
  });

  it("may appeal against the new decision once more, for it is another", () => {
    const reopened = send(appealed, "reviewer", { type: "appeal.upheld", reasons: "sealed:4" });
    const other = stepBy("approver", { actor: { id: "approver-2", roles: ["approver"] } });
    const again = machine.apply(
      reopened,
      { type: "vetting.declined", reason: "risk", wording: "sealed:5" },
      other,
    );
    if (again.kind === "refused") throw new Error("the second decision was refused");
    expect(contextOf(again.snapshot)).toMatchObject({ appealed: false, appealWindowOpen: true });
  });

  it("comes too late once the window is closed", () => {
    const closed = send(declined, "system", { type: "appeal.window_closed" });
    expect(placeOf(closed)).toBe("declined_final");
    const late = machine.apply(closed, { type: "appeal.lodged", grounds: "sealed:6" }, stepBy("stakeholder"));
    expect(late).toMatchObject({ kind: "refused", guards: [] });
  });
});

describe("an inquiry that was out of scope", () => {
  it("is not approved on appeal before anybody has vetted the party", () => {
    const declined = send(standAt("inquiry.triage"), "officer", {
      type: "inquiry.out_of_scope",
      reason: "off_topic",
    });
    const appealed = send(declined, "stakeholder", { type: "appeal.lodged", grounds: "sealed:1" });
    const reopened = send(appealed, "reviewer", { type: "appeal.upheld", reasons: "sealed:2" });
    const approval = { type: "vetting.approved", conditions: [] };
    expect(machine.apply(reopened, approval, stepBy("approver"))).toMatchObject({
      guards: ["dossierFrozen"],
    });
    const vetted = send(reopened, "approver", { type: "work.requested", missing: "sealed:3" });
    expect(placeOf(vetted)).toBe("vetting.due_diligence");
  });
});

function send(from: LiveSnapshot, role: Role, event: MachineEvent, day?: string): LiveSnapshot {
  const result = machine.apply(
    from,
    event,
    stepBy(role, {}, day === undefined ? NOW : `${day}T09:00:00.000Z`),
  );
  if (result.kind === "refused") throw new Error(`${event.type} was refused: ${result.guards.join(", ")}`);
  return result.snapshot;
}
