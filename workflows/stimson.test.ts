import { describe, expect, it } from "vitest";
import { HASH } from "./engagement/v1/chart/examples.ts";
import { beginStory, type Story } from "../test/support/story.ts";

/** Partners in Prevention, 2012 and 2013, with invented people. */
const SUBMITTED = {
  type: "inquiry.submitted",
  partyId: "party-1",
  recordId: "record-1",
  deliveryId: "delivery-1",
  signatureValid: true,
  profile: {
    named: true,
    email: "verified",
    affiliation: "organisation",
    country: "GB",
    interests: ["insurance"],
    capacity: null,
    kind: "participate",
    origin: "web",
  },
};
const CHECKS = ["identity", "exclusion_criteria", "sanctions_list", "public_controversies"].map((check) => ({
  check,
  outcome: "clear",
  evidenceId: "evidence-1",
  checkedOn: "2012-12-10",
}));
const OFFER = {
  type: "seat.offered",
  groupId: "insurance",
  undertakings: "2013-01",
  interestsUntil: "2013-12-31",
};

describe("the shipping insurer of 2012 and 2013", () => {
  it("goes from a letter to a recommendation", () => {
    const story = beginStory();
    planInsurance(story);
    vetInsurer(story);
    expect(story.state("insurer")).toBe("approved");

    // The group is only planned: an offer is refused with the reason, the list is open.
    expect(() => story.send("insurer", "2012-12-20", "officer", OFFER)).toThrow("intakeOpen");
    story.send("insurer", "2012-12-20", "officer", { type: "seat.waitlisted", groupId: "insurance" });
    expect(story.projection("insurance").card).toMatchObject({ waiting: 1, launchMonth: "2013-06" });

    story.send("insurer", "2013-03-20", "system", { type: "interest.check_due" });
    story.send("insurer", "2013-03-22", "stakeholder", { type: "interest.confirmed" });

    launchInsurance(story);
    expect(story.mails).toContain("2013-06-03 insurer: offer-possible");
    story.send("insurer", "2013-06-04", "lead", OFFER);
    expect(story.projection("insurer")).toMatchObject({ stage: "assignment", state: "offered" });
    expect(story.projection("insurance").card).toMatchObject({ waiting: 0, reserved: 1, free: 11 });
    story.send("insurer", "2013-06-07", "stakeholder", { type: "seat.accepted", undertakings: "2013-01" });
    expect(story.projection("insurer")).toMatchObject({ stage: "meeting", state: "onboarding" });
    expect(story.projection("insurance").card).toMatchObject({ reserved: 0, held: 1 });

    story.open("meeting", "first-meeting", "2013-06-10", "lead", {
      type: "meeting.scheduled",
      groupId: "insurance",
      title: "First meeting",
      startsAt: "2013-06-25T13:00:00Z",
      zone: "America/New_York",
      mode: "both",
    });
    story.send("first-meeting", "2013-06-26", "secretariat", {
      type: "meeting.held",
      attendance: [{ engagementId: "insurer", present: "remote" }],
    });
    expect(story.projection("insurer")).toMatchObject({ stage: "meeting", state: "meeting" });

    story.open("recommendation", "premiums", "2013-07-01", "lead", {
      type: "recommendation.drafted",
      title: "Premiums that reward screening",
      groupId: "insurance",
    });
    story.send("premiums", "2013-07-02", "officer", {
      type: "contribution.linked",
      contributionId: "statement-1",
      engagementId: "insurer",
      kind: "statement",
    });
    expect(story.projection("insurer")).toMatchObject({ stage: "recommendation", state: "recommending" });

    story.send("insurance", "2013-12-02", "lead", { type: "reporting.started" });
    story.send("insurance", "2013-12-20", "chair", { type: "group.closed" });
    expect(story.projection("insurer")).toMatchObject({ stage: "off_board", state: "alumni" });
    expect(story.mails.filter((mail) => mail.includes(" insurer: "))).toEqual(MAILS);
  });

  it("is told nothing of an offer for which the group has no seat any more", () => {
    const story = beginStory();
    planInsurance(story, 1);
    vetInsurer(story);
    vetInsurer(story, "rival");
    launchInsurance(story);
    story.send("insurer", "2013-06-04", "lead", OFFER);
    expect(() => story.send("rival", "2013-06-04", "lead", OFFER)).toThrow("seatFree");
    expect(story.state("rival")).toBe("approved");
    expect(story.mails.filter((mail) => mail.endsWith(": seat-offer"))).toEqual([
      "2013-06-04 insurer: seat-offer",
    ]);
    story.send("insurer", "2013-06-05", "stakeholder", { type: "seat.refused" });
    story.send("rival", "2013-06-05", "lead", OFFER);
    expect(story.mails).toContain("2013-06-05 rival: seat-offer");
  });

  it("leaves a list that is given up, and may be placed elsewhere", () => {
    const story = beginStory();
    planInsurance(story);
    vetInsurer(story);
    story.send("insurer", "2012-12-20", "officer", { type: "seat.waitlisted", groupId: "insurance" });
    story.send("insurance", "2013-05-01", "chair", { type: "group.abandoned", reason: "no_leads" });
    expect(story.state("insurer")).toBe("approved");
  });

  it("frees its seat when it withdraws, and keeps nothing of the party when it is erased", () => {
    const story = beginStory();
    planInsurance(story, 1);
    vetInsurer(story);
    launchInsurance(story);
    story.send("insurer", "2013-06-04", "lead", OFFER);
    story.send("insurer", "2013-06-07", "stakeholder", { type: "seat.accepted", undertakings: "2013-01" });
    expect(story.projection("insurance").card).toMatchObject({ held: 1, free: 0 });
    story.send("insurer", "2013-08-01", "stakeholder", { type: "withdraw.requested" });
    expect(story.projection("insurance").card).toMatchObject({ held: 0, free: 1 });
    const erasure = {
      type: "erasure.executed",
      requestId: "request-1",
      planApproved: true,
      legalHold: false,
    };
    story.send("insurer", "2013-08-20", "dpo", erasure);
    expect(story.projection("insurer")).toMatchObject({ state: "erased", businessKey: null, owner: null });
    expect(JSON.stringify(story.persisted("insurer"))).not.toMatch(/party-1|record-1|officer-1|vetter-1|GB/);
  });
});

const MAILS = [
  "2012-12-03 insurer: inquiry-received",
  "2012-12-05 insurer: interests-form",
  "2012-12-05 insurer: screening-to-do",
  "2012-12-10 insurer: decision-to-make",
  "2012-12-14 insurer: vetting-approved",
  "2012-12-14 insurer: placement-to-do",
  "2012-12-20 insurer: waitlisted",
  "2013-03-20 insurer: still-interested",
  "2013-05-06 insurer: offer-possible",
  "2013-06-03 insurer: offer-possible",
  "2013-06-04 insurer: seat-offer",
  "2013-06-07 insurer: welcome-pack",
  "2013-06-07 insurer: member-joined",
  "2013-12-20 insurer: participation-completed",
];

function planInsurance(story: Story, capacity = 12): void {
  const plan = { name: "Insurance", sector: "insurance", launchMonth: "2013-06", capacity };
  story.open("working_group", "insurance", "2012-10-01", "chair", { type: "group.planned", ...plan });
}

function launchInsurance(story: Story): void {
  story.send("insurance", "2013-05-06", "chair", { type: "forming.started" });
  story.send("insurance", "2013-06-03", "chair", { type: "group.launched", leads: ["lead-1", "lead-2"] });
}

function vetInsurer(story: Story, id = "insurer"): void {
  const partyId = id === "insurer" ? "party-1" : "party-2";
  story.open("engagement", id, "2012-12-03", "public", { ...SUBMITTED, partyId });
  story.send(id, "2012-12-04", "officer", { type: "triage.claimed" });
  story.send(id, "2012-12-05", "officer", { type: "vetting.started", profile: { capacity: "organisation" } });
  story.send(id, "2012-12-10", "vetter", { type: "screening.completed", checks: CHECKS, dossierHash: HASH });
  story.send(id, "2012-12-14", "approver", { type: "vetting.approved", conditions: [] });
}
