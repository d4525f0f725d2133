import { expectSame } from "../expect.ts";
import { DOSSIER_HASH, UNDERTAKINGS } from "../files.ts";
import { fromPage } from "../forms.ts";
import type { Story } from "../story.ts";
import type { DecemberPeople } from "./insurer-writes.ts";

/** From Friday, 21 December 2012, to the end of January: questions over the holidays, and two decisions. */
export async function holidays(story: Story, { insurer, student }: DecemberPeople): Promise<void> {
  const { play, forms, insurance } = story;
  const { nora, tomas, ruth, helga } = play.cast;
  play.teller.chapter(
    "Over the holidays",
    "A question on a Friday at 16:55 before Christmas. Working days know about holidays; the vetting clock stands still.",
  );

  await play.at("2012-12-21 16:55");
  await play.act(
    tomas,
    insurer,
    {
      tell: "asks two questions before the holidays",
      type: "info.requested",
      data: {
        questions: [
          "Is Harbour Mutual Marine related to Harbor Mutual Trading of the list?",
          "Who owns more than a quarter of it?",
        ],
      },
    },
    { state: "needs_information" },
  );
  await play.at("2013-01-03 11:05");
  const delivery = await play.deliver(
    fromPage(forms, "Eleanor Marsh answers over the contact page, from the address we know", {
      name: "Eleanor Marsh",
      email: INSURER_EMAIL,
      message:
        "It is not related. It is a mutual, owned by its 214 members. The register is attached by mail.",
    }),
    "accepted",
  );
  await play.settle(insurer);
  expectSame("the second message's case", await play.engagementOf(delivery), insurer.id);

  await play.at("2013-01-03 11:40");
  await play.act(
    nora,
    insurer,
    {
      tell: "reads it: both questions are answered",
      type: "info.supplied",
      data: { recordId: delivery, complete: true },
      onBehalfOf: "stakeholder",
    },
    { state: "due_diligence" },
  );

  await play.at("2013-01-04 10:00");
  await play.act(
    nora,
    student,
    {
      tell: "enters the student's appeal, a letter that came yesterday, within the 30 days",
      type: "appeal.lodged",
      data: { grounds: "The form did not say that students are not meant." },
      onBehalfOf: "stakeholder",
      happenedOn: "2013-01-03",
    },
    { state: "appealed" },
  );

  await play.at("2013-01-15 16:00");
  await play.act(
    tomas,
    insurer,
    {
      tell: "finishes due diligence: low risk",
      type: "due_diligence.completed",
      data: {
        rating: "low",
        rationale: "The near match is another company, of another country and trade.",
        evidenceIds: ["file/members-register", "file/list-comparison"],
        dossierHash: DOSSIER_HASH,
      },
    },
    { state: "decision_pending" },
  );
  await play.isRefused(
    tomas,
    insurer,
    {
      tell: "may also approve, and tries to decide on his own vetting",
      type: "vetting.approved",
      data: { conditions: [] },
    },
    { guards: ["fourEyes"], because: "after due diligence, somebody else than its only vetter decides" },
  );
  await play.at("2013-01-17 10:30");
  await play.act(
    ruth,
    insurer,
    { tell: "reads the dossier and approves", type: "vetting.approved", data: { conditions: [] } },
    { state: "approved" },
  );
  await play.at("2013-01-18 09:15");
  await play.isRefused(
    nora,
    insurer,
    {
      tell: "would like to offer a seat in Insurance at once",
      type: "seat.offered",
      data: { groupId: insurance.id, undertakings: UNDERTAKINGS, interestsUntil: "2013-12-31" },
    },
    { guards: ["intakeOpen"], because: "the group begins in June and takes nobody before" },
  );
  await play.act(
    nora,
    insurer,
    {
      tell: "puts Harbour Mutual Marine on the list of Insurance",
      type: "seat.waitlisted",
      data: { groupId: insurance.id },
    },
    { state: "waitlisted" },
  );

  await play.at("2013-01-22 14:00");
  await play.act(
    helga,
    student,
    {
      tell: "had no part in it and decides the appeal: the refusal stands",
      type: "appeal.dismissed",
      data: { reasons: "The programme has no means to supervise theses, whoever asks." },
    },
    { state: "declined_final" },
  );
  play.ahead();
}

const INSURER_EMAIL = "e.marsh@harbourmutual.example";
