import { eventOutcome, instancePage } from "../../../src/contract/instances.ts";
import { introduced, PROGRAMME } from "../cast.ts";
import { expectSame } from "../expect.ts";
import type { Known } from "../follow.ts";
import { fromTally } from "../forms.ts";
import { clearedScreening, UNDERTAKINGS } from "../files.ts";
import type { Story } from "../story.ts";

/** Autumn 2012: an independent expert is vetted and seated, and Dual-use Technologies begins. */
export async function firstGroup(story: Story): Promise<Known> {
  const { play, dualUse, forms } = story;
  const { nora, ruth, tomas, daniel, priya, lucas, ines } = play.cast;
  play.teller.chapter(
    "The first group",
    "An export-control expert offers to help. She is screened, seated, and there when the group first meets.",
  );

  await play.at("2012-09-10 11:15");
  const delivery = await play.deliver(
    fromTally(forms, "Tally brings Mirela Stanescu's form: an independent expert on export control", {
      id: "PZ1mirela",
      createdAt: "2012-09-10T15:14:50.000Z",
      name: "Mirela Stanescu",
      email: "mirela@stanescu.example",
      behalf: "As an independent expert",
      organisation: "",
      country: "Romania",
      groups: ["Dual-use Technologies"],
      message: "Twenty years of licensing dual-use goods. I would like to contribute to the group.",
    }),
    "accepted",
  );
  const expert = await play.meet(delivery, "Stanescu");

  await play.at("2012-09-11 09:30");
  await play.act(nora, expert, { tell: "takes the inquiry", type: "triage.claimed" }, { state: "triage" });
  await play.act(
    nora,
    expert,
    {
      tell: "has spoken with her, vouches for the address, and starts the vetting",
      type: "vetting.started",
      data: { profile: { email: "attested" } },
    },
    { state: "screening" },
  );

  await play.at("2012-09-13 16:10");
  play.say(`${introduced(nora)} enters her letter: she has no interests that touch the programme`);
  const path = "/api/v1/interests";
  const { items } = await play.client.get(
    `${path}?programme=${PROGRAMME}&state=requested`,
    ines.token,
    instancePage,
  );
  expectSame("forms that an independent expert was sent", items.length, 1);
  const none = {
    type: "interests.none",
    data: { signed: true, signedOn: "2012-09-12" },
    onBehalfOf: "stakeholder",
  };
  await play.client.post(`${path}/${items[0]?.id}/events`, nora.token, none, eventOutcome);

  await play.at("2012-09-14 15:00");
  await play.act(
    tomas,
    expert,
    {
      tell: "finishes the four checks: nothing stands against her",
      type: "screening.completed",
      data: clearedScreening("2012-09-14"),
    },
    { state: "decision_pending" },
  );
  await play.at("2012-09-18 10:00");
  await play.act(
    ruth,
    expert,
    { tell: "approves her", type: "vetting.approved", data: { conditions: [] } },
    { state: "approved" },
  );

  await play.at("2012-09-24 09:00");
  await play.act(
    daniel,
    dualUse,
    { tell: "begins to form the group Dual-use Technologies", type: "forming.started" },
    { state: "forming" },
  );
  await play.act(
    priya,
    expert,
    {
      tell: "offers her a seat",
      type: "seat.offered",
      data: { groupId: dualUse.id, undertakings: UNDERTAKINGS, interestsUntil: "2013-09-17" },
    },
    { state: "offered" },
  );
  await play.at("2012-09-27 17:20");
  await play.act(
    nora,
    expert,
    {
      tell: "enters her answer, which came by mail: she takes the seat",
      type: "seat.accepted",
      data: { undertakings: UNDERTAKINGS },
      onBehalfOf: "stakeholder",
    },
    { state: "onboarding" },
  );

  await play.at("2012-10-15 10:00");
  await play.act(
    daniel,
    dualUse,
    {
      tell: "launches Dual-use Technologies, led by Priya Raman and Lucas Moreau",
      type: "group.launched",
      data: { leads: [priya.id, lucas.id] },
    },
    { state: "active" },
  );
  const meeting = await play.open(ines, "meetings", "schedules its first meeting for 24 October", "Meeting", {
    groupId: dualUse.id,
    title: "Dual-use Technologies, first meeting",
    startsAt: "2012-10-24T10:00:00-04:00",
    zone: "America/New_York",
  });
  await play.at("2012-10-24 16:30");
  await play.act(
    ines,
    meeting,
    {
      tell: "notes who was there: Mirela Stanescu, in the room",
      type: "meeting.held",
      data: { attendance: [{ engagementId: expert.id, present: "room" }] },
    },
    { state: "held" },
  );
  play.ahead();
  return expert;
}
