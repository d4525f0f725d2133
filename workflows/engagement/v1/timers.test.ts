import { describe, expect, it } from "vitest";
import type { MachineEvent, Stepped } from "../../../src/machine/port.ts";
import type { JsonObject, Role } from "../../workflow.ts";
import { chart } from "./chart.ts";
import { HASH, OFFER, PROFILE } from "./chart/examples.ts";
import {
  begin,
  contextOf,
  machine,
  NOW,
  placeOf,
  standAt,
  stepBy,
  tryExample,
} from "../../../test/support/engagement.ts";
import type { EngagementContext } from "./context.ts";
import { clocks, timers } from "./timers.ts";

const SUBMITTED = { partyId: "party-1", recordId: "record-1", deliveryId: "delivery-1", profile: PROFILE };

describe("the clocks of an engagement", () => {
  it("run by rules the engine can compute a deadline from", () => {
    expect(timers["first_response"]).toEqual({ unit: "workingDays", count: 2 });
    expect(timers["offer.expiry"]).toEqual({ unit: "workingDays", count: 15 });
    expect(timers["dormancy"]).toEqual({ unit: "months", count: 24 });
    expect(Object.keys(timers)).toEqual(Object.keys(clocks));
  });

  describe("first response", () => {
    it("starts when an inquiry arrives", () => {
      const step = applied(begin(), "public", "inquiry.submitted", { ...SUBMITTED, signatureValid: true });
      expect(clockChanges(step)).toEqual(["arm first_response"]);
      expect(mails(step)).toEqual(["inquiry-received"]);
    });

    it("neither starts nor acknowledges what looks like spam", () => {
      const data = { ...SUBMITTED, signatureValid: true, spamScore: 0.95 };
      const step = applied(begin(), "public", "inquiry.submitted", data);
      expect(placeOf(step.snapshot)).toBe("inquiry.quarantined");
      expect(clockChanges(step)).toContain("arm quarantine");
      expect(clockChanges(step)).not.toContain("arm first_response");
      expect(mails(step)).toEqual([]);
    });

    it("starts, with a late acknowledgement, once spam is cleared", () => {
      const step = applied(standAt("inquiry.quarantined"), "officer", "spam.cleared");
      expect(clockChanges(step)).toEqual(["cancel quarantine", "arm first_response"]);
      expect(mails(step)).toEqual(["inquiry-received"]);
    });

    it("goes on when an officer takes the inquiry, for the party has no answer yet", () => {
      expect(clockChanges(applied(standAt("inquiry.received"), "officer", "triage.claimed"))).toEqual([]);
    });

    it("stands still while we wait for the party, and goes on when it answers", () => {
      const asked = applied(standAt("inquiry.triage"), "officer", "info.requested", {
        questions: ["sealed:1"],
      });
      expect(clockChanges(asked)).toContain("pause first_response");
      const answer = { recordId: "record-2", complete: true };
      const answered = applied(asked.snapshot, "stakeholder", "info.supplied", answer);
      expect(clockChanges(answered)).toContain("resume first_response");
      expect(clockChanges(answered)).toContain("cancel info.lapse");
    });

    for (const id of ["E-011", "E-012", "E-014", "E-020", "E-060"]) {
      it(`ends with the stage: ${id}`, () => {
        expect(clockChanges(rowStep(id, "inquiry.triage"))).toContain("cancel first_response");
      });
    }

    for (const [id, from] of [
      ["E-013", "answered"],
      ["E-019", "lapsed"],
      ["E-053", "alumni"],
      ["E-061", "withdrawn"],
    ] as const) {
      it(`starts anew when the party comes back: ${id}`, () => {
        expect(clockChanges(rowStep(id, from))).toContain("arm first_response");
      });
    }
  });

  it("reminds twice and lapses after the second, even if the calendar is full of holidays", () => {
    const asked = applied(standAt("inquiry.triage"), "officer", "info.requested", {
      questions: ["sealed:1"],
    });
    const armed = ["arm info.reminder.first", "arm info.reminder.second", "arm info.lapse"];
    expect(clockChanges(asked)).toEqual(expect.arrayContaining(armed));
    const early = machine.apply(asked.snapshot, { type: "info.lapsed" }, stepBy("system"));
    expect(early).toMatchObject({ kind: "refused", guards: ["twoRemindersSent"] });
    const first = applied(asked.snapshot, "system", "info.reminder");
    expect(mails(first)).toEqual(["info-reminder"]);
    const second = applied(first.snapshot, "system", "info.reminder");
    expect(mails(second)).toEqual(["info-reminder", "info-second-reminder"]);
    expect(clockChanges(second)).toEqual(["arm info.lapse.late"]);
    const lapsed = applied(second.snapshot, "system", "info.lapsed");
    expect(placeOf(lapsed.snapshot)).toBe("lapsed");
    expect(clockChanges(lapsed)).toContain("cancel info.lapse.late");
  });

  it("time screening and due diligence one after the other, standing still for questions", () => {
    const started = rowStep("E-020", "inquiry.triage");
    expect(clockChanges(started)).toContain("arm screening");
    const asked = applied(started.snapshot, "vetter", "info.requested", { questions: ["sealed:1"] });
    expect(clockChanges(asked)).toContain("pause screening");
    const back = applied(asked.snapshot, "stakeholder", "info.supplied", {
      recordId: "record-2",
      complete: true,
    });
    expect(clockChanges(back)).toContain("resume screening");
    const deeper = applied(back.snapshot, "vetter", "tier2.required", { trigger: "adverse_media" });
    expect(clockChanges(deeper)).toEqual(["cancel screening", "arm due_diligence"]);
  });

  it("warn of a vetting's end 60 days before", () => {
    const approved = rowStep("E-026", "vetting.decision_pending");
    expect(clockChanges(approved)).toEqual(
      expect.arrayContaining(["arm vetting.expiring", "arm vetting.expired"]),
    );
    expect(contextAfter(approved).vettedUntil).toBe("2015-01-15T09:00:00.000Z");
  });

  it("arm the offer's clocks only when the group holds a seat", () => {
    const asked = rowStep("E-035", "assignment.approved");
    expect(clockChanges(asked)).toEqual(["arm offer.pending"]);
    expect(mails(asked)).toEqual([]);
    const open = applied(asked.snapshot, "system", "seat.reserved", { groupId: "group-1", offer: 1 });
    expect(clockChanges(open)).toEqual(["cancel offer.pending", "arm offer.reminder", "arm offer.expiry"]);
    expect(mails(open)).toEqual(["seat-offer"]);
    const accepted = applied(open.snapshot, "stakeholder", "seat.accepted", { undertakings: "2013-01" });
    expect(clockChanges(accepted)).toEqual(
      expect.arrayContaining(["cancel offer.reminder", "cancel offer.expiry", "arm inactivity"]),
    );
  });

  it("ask twice whether they still want to wait, then give the place up", () => {
    const waiting = standAt("assignment.waitlisted", { waitingFor: "group-1" });
    const first = applied(waiting, "system", "interest.check_due");
    expect(clockChanges(first)).toEqual(["arm waitlist.check"]);
    const second = applied(first.snapshot, "system", "interest.check_due");
    expect(clockChanges(second)).toEqual(["arm waitlist.unanswered"]);
    const confirmed = applied(second.snapshot, "stakeholder", "interest.confirmed");
    expect(clockChanges(confirmed)).toEqual(["cancel waitlist.unanswered", "arm waitlist.check"]);
    const given = applied(second.snapshot, "system", "interest.unanswered");
    expect(placeOf(given.snapshot)).toBe("dormant");
    expect(signals(given)).toEqual(["seat.unwaited to group-1"]);
  });

  it("begin the 180 days anew whenever they are heard or seen", () => {
    const flagged = applied(standAt("meeting.meeting"), "system", "inactivity.flagged");
    expect(clockChanges(flagged)).toEqual(["arm inactivity.confirm"]);
    const wrote = applied(flagged.snapshot, "stakeholder", "message.attached", { recordId: "record-2" });
    expect(clockChanges(wrote)).toEqual(["cancel inactivity.confirm", "arm inactivity"]);
    expect(contextAfter(wrote).inactivityFlagged).toBe(false);
    const dormant = applied(flagged.snapshot, "system", "inactivity.confirmed");
    expect(clockChanges(dormant)).toContain("arm dormancy");
  });

  it("do not count silence during leave", () => {
    const left = applied(standAt("meeting.meeting"), "stakeholder", "leave.started");
    expect(clockChanges(left)).toEqual(["cancel inactivity", "cancel inactivity.confirm"]);
    const wrote = applied(left.snapshot, "stakeholder", "message.attached", { recordId: "record-2" });
    expect(clockChanges(wrote)).not.toContain("arm inactivity");
    expect(clockChanges(applied(wrote.snapshot, "stakeholder", "leave.ended"))).toContain("arm inactivity");
  });

  it("allow three rounds of re-engagement, 90 days apart", () => {
    let dormant = standAt("dormant");
    for (const round of [1, 2, 3]) {
      const started = applied(dormant, "officer", "reengage.started", { lawfulBasis: true });
      expect(clockChanges(started)).toContain("arm reengagement");
      const silent = applied(started.snapshot, "system", "reengage.unanswered");
      if (round === 3) return expect(placeOf(silent.snapshot)).toBe("closed_inactive");
      expect(clockChanges(silent)).toContain("arm reengagement.wait");
      const early = machine.apply(
        silent.snapshot,
        { type: "reengage.started", lawfulBasis: true },
        stepBy("officer"),
      );
      expect(early).toMatchObject({ kind: "refused", guards: ["roundDue"] });
      dormant = applied(silent.snapshot, "system", "reengage.due").snapshot;
    }
  });

  it("tell a person whose data came from others within a month, unless they are told before", () => {
    const nominated = rowStep("E-003", "new");
    expect(clockChanges(nominated)).toContain("arm notice");
    expect(mails(nominated)).toEqual([]);
    expect(clockChanges(applied(nominated.snapshot, "officer", "person.told"))).toEqual(["cancel notice"]);
  });

  it("keep seats while a merge can be undone, and give them back after", () => {
    const member = standAt("meeting.meeting", {
      memberships: [{ groupId: "group-1", since: "2012-12-01", undertakings: "2012-10" }],
    });
    const merged = applied(member, "officer", "duplicate.confirmed", MERGE, {
      survivor: { state: "meeting" },
    });
    expect(clockChanges(merged)).toContain("arm merge_undo");
    expect(signals(merged)).toEqual(["duplicate.absorbed to engagement-2"]);
    expect(signals(applied(merged.snapshot, "system", "merge.settled"))).toEqual([
      "seat.released to group-1",
    ]);
  });
});

describe("a seat", () => {
  it("is given back, with the number of the offer, however the offer ends", () => {
    for (const [type, role] of [
      ["seat.refused", "stakeholder"],
      ["offer.expired", "system"],
    ] as const) {
      const step = applied(standAt("assignment.offered.open", { offer: OFFER }), role, type);
      expect(signals(step)).toEqual(["seat.released to group-1"]);
      expect(contextAfter(step).offer).toBeNull();
    }
  });

  it("is given back with the place on the list when an alert comes in the middle of an offer", () => {
    const offer = { ...OFFER, from: "waitlisted" } as const;
    const pending = standAt("assignment.offered.pending", { offer, waitingFor: "group-1" });
    const step = applied(pending, "vetter", "vetting.alert", { source: "list_update", openHit: true });
    expect(signals(step)).toEqual(["seat.unwaited to group-1", "seat.released to group-1"]);
    const lifted = applied(step.snapshot, "approver", "suspension.lifted", { reasons: "sealed:1" });
    expect(placeOf(lifted.snapshot)).toBe("assignment.approved");
  });

  it("that could not be offered leaves them on the list", () => {
    const offer = { ...OFFER, from: "waitlisted" } as const;
    const pending = standAt("assignment.offered.pending", { offer, waitingFor: "group-1" });
    const step = applied(pending, "system", "offer.stalled");
    expect(placeOf(step.snapshot)).toBe("assignment.waitlisted");
    expect(signals(step)).toEqual(["seat.released to group-1", "seat.waited to group-1"]);
  });

  it("that a group holds for an offer long gone is given back at once", () => {
    const step = applied(standAt("withdrawn"), "system", "seat.reserved", { groupId: "group-1", offer: 3 });
    expect(signals(step)).toEqual(["seat.released to group-1"]);
    expect(placeOf(step.snapshot)).toBe("withdrawn");
  });

  it("may be offered against the composition rule, with a reason that is kept", () => {
    const facts = { group: { state: "active", intake: "open", free: 1, composition: { holds: false } } };
    const waivers = [{ guard: "compositionHolds", reason: "sealed:1" }];
    const data = { groupId: "group-1", undertakings: "2013-01", interestsUntil: "2013-12-31", waivers };
    const step = applied(standAt("assignment.approved"), "lead", "seat.offered", data, facts);
    const waived = { guard: "compositionHolds", reason: "sealed:1", by: "lead-1", at: NOW };
    expect(contextAfter(step).waivers).toEqual([waived]);
  });
});

describe("a team of one", () => {
  it("may approve what it vetted itself, with a reason that is kept", () => {
    const alone = { tier: 2, vetters: ["approver-1"], dossierHash: HASH } as const;
    const waiver = { guard: "fourEyes", reason: "sealed:1" };
    const step = applied(standAt("vetting.decision_pending", alone), "approver", "vetting.approved", {
      conditions: [],
      waiver,
    });
    expect(placeOf(step.snapshot)).toBe("assignment.approved");
    expect(contextAfter(step).waivers).toHaveLength(1);
  });
});

const MERGE = { survivorId: "engagement-2", previewMatches: true };

function applied(
  from: Stepped["snapshot"],
  role: Role,
  type: string,
  data: JsonObject = {},
  facts: JsonObject = {},
): Stepped {
  const event: MachineEvent = { type, ...data };
  const result = machine.apply(from, event, stepBy(role, { facts }));
  if (result.kind === "refused") throw new Error(`${type} was refused: ${result.guards.join(", ")}`);
  return result;
}

function rowStep(id: string, from: string): Stepped {
  const row = chart.find((candidate) => candidate.id === id);
  if (row === undefined) throw new Error(`no row ${id}`);
  const result = tryExample(row, from, row.accepts);
  if (result.kind === "refused") throw new Error(`${id} was refused: ${result.guards.join(", ")}`);
  return result;
}

function contextAfter(step: Stepped): EngagementContext {
  return contextOf(step.snapshot);
}

/** What the step does to clocks, such as `arm screening`. */
function clockChanges(step: Stepped): readonly string[] {
  return step.effects.flatMap((effect) => {
    switch (effect.kind) {
      case "arm":
      case "cancel":
      case "pause":
      case "resume":
        return [`${effect.kind} ${effect.id}`];
      default:
        return [];
    }
  });
}

function mails(step: Stepped): readonly unknown[] {
  return step.effects.flatMap((effect) =>
    effect.kind === "act" && effect.name === "sendMail" ? [effect.params["template"]] : [],
  );
}

function signals(step: Stepped): readonly string[] {
  return step.effects.flatMap((effect) =>
    effect.kind === "signal" ? [`${effect.signal.event.type} to ${effect.signal.to}`] : [],
  );
}
