/** What the page of an engagement offers first: by state, for each of those who work with it. */
import { describe, expect, it } from "vitest";
import { rankOf } from "../../src/http/instances/rank-events.ts";
import { chart } from "../../workflows/engagement/v1/chart.ts";
import { OFFER, PROFILE } from "../../workflows/engagement/v1/chart/examples.ts";
import type { EngagementContext } from "../../workflows/engagement/v1/context.ts";
import { engagementV1 } from "../../workflows/engagement/v1/index.ts";
import { project } from "../../workflows/engagement/v1/project.ts";
import type { JsonObject, Role } from "../../workflows/workflow.ts";
import { machine, standAt, stepBy } from "../support/engagement.ts";

/** Nobody sends them but whoever undoes a merge or erases a person, each in a place of its own. */
const ELSEWHERE = ["duplicate.confirmed", "merge.undone"];

/** Everything that a role is offered there, the best first. */
function offered(path: string, role: Role, context: Partial<EngagementContext> = {}): readonly string[] {
  const snapshot = standAt(path, context);
  const stored = machine.persist(snapshot);
  const seen = project({
    value: stored["value"],
    paths: [path],
    context: stored["context"] as JsonObject,
    turn: null,
  });
  // As the door asks it: nothing is known but the case itself.
  const step = { ...stepBy(role), facts: {} };
  return machine
    .accepts(snapshot, step)
    .filter(({ type, verdict }) => verdict !== "refused" && engagementV1.events[type]?.who.includes(role))
    .map(({ type }) => type)
    .filter((type) => !ELSEWHERE.includes(type))
    .toSorted((one, other) => rankOf(engagementV1, one, seen).rank - rankOf(engagementV1, other, seen).rank);
}

/** By state: what each role is offered first. Whoever is not named is offered nothing that leads on. */
const FIRST: Readonly<Record<string, Partial<Record<Role, string>>>> = {
  "inquiry.received": { officer: "triage.claimed" },
  "inquiry.quarantined": { officer: "spam.cleared" },
  "inquiry.triage": { officer: "vetting.started", vetter: "info.requested" },
  "inquiry.needs_information": { officer: "info.supplied" },
  "vetting.needs_information": { officer: "info.supplied", approver: "recusal.recorded" },
  "vetting.screening": {
    officer: "info.requested",
    vetter: "screening.completed",
    approver: "recusal.recorded",
  },
  "vetting.due_diligence": {
    officer: "info.requested",
    vetter: "due_diligence.completed",
    approver: "recusal.recorded",
  },
  "vetting.decision_pending": { officer: "message.attached", approver: "vetting.approved" },
  "vetting.appealed": {
    officer: "message.attached",
    approver: "recusal.recorded",
    reviewer: "appeal.upheld",
  },
  "assignment.approved": {
    officer: "seat.offered",
    lead: "seat.offered",
    vetter: "vetting.alert",
    approver: "vetting.renewed",
  },
  "assignment.waitlisted": {
    officer: "seat.offered",
    lead: "seat.offered",
    vetter: "vetting.alert",
    approver: "vetting.renewed",
  },
  "assignment.offered.pending": {
    officer: "message.attached",
    lead: "offer.withdrawn",
    vetter: "vetting.alert",
    approver: "vetting.renewed",
  },
  "assignment.offered.open": {
    officer: "seat.accepted",
    lead: "offer.withdrawn",
    vetter: "vetting.alert",
    approver: "vetting.renewed",
  },
  "meeting.onboarding": {
    officer: "message.attached",
    vetter: "vetting.alert",
    approver: "vetting.renewed",
  },
  "meeting.meeting": { officer: "message.attached", vetter: "vetting.alert", approver: "vetting.renewed" },
  "meeting.contributor": {
    officer: "seat.offered",
    lead: "seat.offered",
    vetter: "vetting.alert",
    approver: "vetting.renewed",
  },
  "recommendation.recommending": {
    officer: "message.attached",
    vetter: "vetting.alert",
    approver: "vetting.renewed",
  },
  dormant: { officer: "reengage.started", approver: "vetting.renewed" },
  reengaging: { officer: "reply.received", approver: "vetting.renewed" },
  suspended: { officer: "message.attached", approver: "suspension.lifted" },
  declined: { officer: "message.attached" },
  answered: { officer: "reply.received" },
  referred: { officer: "reply.received" },
  merged: { officer: "message.attached" },
  lapsed: { officer: "reply.received" },
  declined_final: { officer: "inquiry.renewed" },
  withdrawn: { officer: "inquiry.renewed" },
  alumni: { officer: "inquiry.renewed" },
  closed_inactive: { officer: "inquiry.renewed" },
};
const CONTEXTS: Readonly<Record<string, Partial<EngagementContext>>> = {
  "assignment.offered.pending": { offer: OFFER },
  "assignment.offered.open": { offer: OFFER },
  suspended: { returnTo: { information: null, suspension: "meeting.meeting", merge: null } },
  "vetting.decision_pending": { dossierHash: "0".repeat(64), vetters: ["vetter-1"] },
};
const STAFF = ["officer", "vetter", "approver", "reviewer", "lead"] as const satisfies readonly Role[];

describe("what is offered first", () => {
  it("is said for every state that a row of the chart starts from", () => {
    const states = new Set(chart.flatMap(({ from }) => from));
    states.delete("new");
    expect(Object.keys(FIRST).toSorted()).toEqual([...states].toSorted());
  });

  it.each(Object.entries(FIRST))("in %s is what each role does next", (path, expected) => {
    const firsts = STAFF.flatMap((role) => {
      const [best] = offered(path, role, CONTEXTS[path]);
      return best === undefined ? [] : [[role, best]];
    });
    expect(Object.fromEntries(firsts)).toEqual(expected);
  });

  it("is an answer to a question, and a question to whoever left out what vetting needs", () => {
    const asked = { profile: { ...PROFILE, kind: "question" } };
    expect(offered("inquiry.triage", "officer", asked)[0]).toBe("inquiry.answered");
    const bare = { profile: { ...PROFILE, kind: "participate", country: null } };
    expect(offered("inquiry.triage", "officer", bare)[0]).toBe("info.requested");
  });

  it("is to admit as a contributor whoever means to write only", () => {
    const writes = { profile: { ...PROFILE, commitment: "written" as const } };
    expect(offered("assignment.approved", "officer", writes)[0]).toBe("contributor.admitted");
  });

  it("is their return for who is on leave, and to let go of who has been silent", () => {
    expect(offered("meeting.meeting", "officer", { onLeave: true })[0]).toBe("leave.ended");
    expect(offered("meeting.meeting", "officer", { inactivityFlagged: true })[0]).toBe(
      "inactivity.confirmed",
    );
  });

  it("is nowhere to say that they were told, nor to hand the case over", () => {
    for (const path of Object.keys(FIRST))
      expect(["person.told", "owner.assigned"], path).not.toContain(
        offered(path, "officer", CONTEXTS[path])[0],
      );
  });
});
