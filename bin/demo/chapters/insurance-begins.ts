import { contribution } from "../../../src/contract/groups.ts";
import { expectSame } from "../expect.ts";
import { UNDERTAKINGS } from "../files.ts";
import { mailsOf } from "../follow.ts";
import type { Known } from "../follow.ts";
import { introduced } from "../cast.ts";
import type { Story } from "../story.ts";

/** June and July 2013: Insurance begins, and what the insurer says becomes part of a recommendation. */
export async function insuranceBegins({ play, insurance }: Story, insurer: Known): Promise<void> {
  const { daniel, priya, lucas, nora, ines } = play.cast;
  play.teller.chapter(
    "Insurance begins",
    "The group opens, whoever waited hears of it, and a statement finds its way into a recommendation.",
  );
  await play.at("2013-06-03 10:00");
  await play.act(
    daniel,
    insurance,
    { tell: "begins to form the group Insurance", type: "forming.started" },
    { state: "forming" },
  );
  await play.at("2013-06-04 09:30");
  await play.act(
    lucas,
    insurer,
    {
      tell: "offers Harbour Mutual Marine a seat",
      type: "seat.offered",
      data: { groupId: insurance.id, undertakings: UNDERTAKINGS, interestsUntil: "2013-12-31" },
    },
    { state: "offered" },
  );
  play.teller.quote(insurer.mails.find(({ template }) => template === "seat-offer")?.text ?? "");
  await play.at("2013-06-07 12:10");
  await play.act(
    nora,
    insurer,
    {
      tell: "enters Eleanor Marsh's answer: she takes the seat",
      type: "seat.accepted",
      data: { undertakings: UNDERTAKINGS },
      onBehalfOf: "stakeholder",
    },
    { state: "onboarding" },
  );
  await play.at("2013-06-10 10:00");
  await play.act(
    daniel,
    insurance,
    {
      tell: "launches Insurance, led by Priya Raman and Lucas Moreau",
      type: "group.launched",
      data: { leads: [priya.id, lucas.id] },
    },
    { state: "active" },
  );
  const meeting = await play.open(ines, "meetings", "schedules its first meeting for 25 June", "Meeting", {
    groupId: insurance.id,
    title: "Insurance, first meeting",
    startsAt: "2013-06-25T09:00:00-04:00",
    zone: "America/New_York",
    mode: "both",
  });
  await play.at("2013-06-25 12:30");
  await play.act(
    ines,
    meeting,
    {
      tell: "notes who was there: Eleanor Marsh, by video from London",
      type: "meeting.held",
      data: { attendance: [{ engagementId: insurer.id, present: "remote" }] },
    },
    { state: "held" },
  );

  await play.at("2013-07-01 15:00");
  const recommendation = await play.open(
    priya,
    "recommendations",
    "drafts a recommendation: “Premiums that reward screening”",
    "Recommendation",
    { title: "Premiums that reward screening", groupId: insurance.id },
  );
  await play.at("2013-07-02 10:00");
  play.say(`${introduced(nora)} links Eleanor Marsh's statement to the draft`);
  const linked = await play.client.post(
    "/api/v1/contributions",
    nora.token,
    {
      recommendationId: recommendation.id,
      engagementId: insurer.id,
      kind: "statement",
      text: "An insurer who sees a shipper's screening can price it. We would.",
    },
    contribution,
  );
  await play.settle(insurer);
  expectSame("the contribution's engagement", linked.engagementId, insurer.id);
  expectSame("the insurer's stage", insurer.standing.stage, "recommendation");
  expectSame("mails about Marsh", mailsOf(insurer), MAILS);
}

const MAILS = [
  "2012-12-03 10:20 inquiry-received",
  "2012-12-05 10:20 first-response-overdue",
  "2012-12-06 15:30 interests-form",
  "2012-12-06 15:30 screening-to-do",
  "2012-12-10 14:10 due-diligence-to-do",
  "2012-12-21 16:55 info-requested",
  "2012-12-31 16:55 info-reminder",
  "2013-01-03 11:05 message-attached",
  "2013-01-03 11:40 reply-received",
  "2013-01-15 16:00 decision-to-make",
  "2013-01-17 10:30 vetting-approved",
  "2013-01-17 10:30 placement-to-do",
  "2013-01-18 09:15 waitlisted",
  "2013-04-18 09:15 still-interested",
  "2013-06-03 10:00 offer-possible",
  "2013-06-04 09:30 seat-offer",
  "2013-06-07 12:10 welcome-pack",
  "2013-06-07 12:10 member-joined",
];
