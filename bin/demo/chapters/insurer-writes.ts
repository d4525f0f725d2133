import { typeformDraft, typeformResponse } from "../deliveries/typeform.ts";
import { expectSame } from "../expect.ts";
import type { Known } from "../follow.ts";
import { forged, fromPage, fromTally, fromTypeform } from "../forms.ts";
import type { Story } from "../story.ts";

export interface DecemberPeople {
  readonly insurer: Known;
  readonly student: Known;
  readonly journalist: Known;
}

/** December 2012: an insurer, a student and a journalist write; one of them stays. */
export async function insurerWrites(story: Story): Promise<DecemberPeople> {
  const { play } = story;
  play.teller.chapter(
    "A shipping insurer writes",
    "The same form arrives again and again, forged, repeated and out of order. There is one case.",
  );
  const insurer = await deliverInsurer(story);
  const student = await deliverStudent(story);
  await takeBoth(story, insurer, student);
  await declineStudent(story, student);
  await screenInsurer(story, insurer);
  const journalist = await answerJournalist(story);
  await play.at("2012-12-14 17:00");
  play.ahead();
  return { insurer, student, journalist };
}

const INSURER = {
  eventId: "01INSURER0000000000000000",
  token: "insurer2012",
  submittedAt: "2012-12-03T15:19:30Z",
  given: "Eleanor",
  family: "Marsh",
  email: "e.marsh@harbourmutual.example",
  company: "Harbour Mutual Marine",
  country: "United Kingdom",
  groups: ["Insurance"],
  message: "We insure hulls and cargo. Premiums could reward those who screen what they carry.",
};

async function deliverInsurer({ play, forms }: Story): Promise<Known> {
  const form = typeformResponse(INSURER);
  await play.at("2012-12-03 10:19");
  await play.deliver(
    forged(forms, "Somebody posts Eleanor Marsh's form with a signature that is not Typeform's", form),
    "unauthenticated",
  );
  await play.at("2012-12-03 10:20");
  const delivery = await play.deliver(
    fromTypeform(forms, "Typeform brings Eleanor Marsh's form: Harbour Mutual Marine, London", form),
    "accepted",
  );
  const insurer = await play.meet(delivery, "Marsh");
  const [letter] = insurer.mails;
  play.teller.quote(letter?.text ?? "");

  await play.at("2012-12-03 10:26");
  await play.deliver(fromTypeform(forms, "Typeform, unsure, delivers it once more", form), "duplicate");
  await play.deliver(
    fromTypeform(forms, "A draft of the same form arrives late, out of order", typeformDraft(INSURER)),
    "partial",
  );
  await play.settle(insurer);
  expectSame("cases opened by four deliveries", insurer.journal.length, 1);
  expectSame("letters sent for four deliveries", insurer.mails.length, 1);
  return insurer;
}

async function deliverStudent({ play, forms }: Story): Promise<Known> {
  await play.at("2012-12-04 13:05");
  const delivery = await play.deliver(
    fromTally(forms, "Tally brings a form from Jonas Feld, a student", {
      id: "PZ2jonas",
      createdAt: "2012-12-04T18:04:40.000Z",
      name: "Jonas Feld",
      email: "jonas.feld@university.example",
      behalf: "As an independent expert",
      organisation: "",
      country: "Germany",
      groups: ["Shipping"],
      message: "Could you supervise my thesis and share your papers with me?",
    }),
    "accepted",
  );
  return await play.meet(delivery, "Feld");
}

async function takeBoth({ play }: Story, insurer: Known, student: Known): Promise<void> {
  const { nora } = play.cast;
  // Nobody looks for two days, so the clock for the first answer runs out.
  await play.at("2012-12-05 11:00");
  await play.act(nora, insurer, { tell: "takes the inquiry", type: "triage.claimed" }, { state: "triage" });
  await play.isRefused(
    nora,
    insurer,
    { tell: "wants to start the vetting", type: "vetting.started" },
    {
      guards: ["emailVerified"],
      because: "nobody has made sure yet that the address is hers",
    },
  );
  await play.act(
    nora,
    student,
    { tell: "takes the student's inquiry as well", type: "triage.claimed" },
    { state: "triage" },
  );
  await play.at("2012-12-06 15:30");
  await play.act(
    nora,
    insurer,
    {
      tell: "has called her, vouches for the address, and starts the vetting",
      type: "vetting.started",
      data: { profile: { email: "attested", capacity: "organisation" } },
    },
    { state: "screening" },
  );
}

async function declineStudent({ play }: Story, student: Known): Promise<void> {
  const { nora } = play.cast;
  await play.at("2012-12-07 09:20");
  await play.act(
    nora,
    student,
    {
      tell: "finds it out of scope and says so kindly",
      type: "inquiry.out_of_scope",
      data: {
        reason: "thesis_supervision",
        wording: "We cannot supervise theses, and papers of the groups are not ours to share.",
      },
    },
    { state: "declined" },
  );
}

async function screenInsurer({ play }: Story, insurer: Known): Promise<void> {
  const { tomas } = play.cast;
  await play.at("2012-12-10 14:10");
  await play.act(
    tomas,
    insurer,
    {
      tell: "finds a near match on a sanctions list: due diligence is called for",
      type: "tier2.required",
      data: { trigger: "list_near_match", vetterId: tomas.id },
    },
    { state: "due_diligence" },
  );
}

async function answerJournalist({ play, forms }: Story): Promise<Known> {
  const { nora } = play.cast;
  await play.at("2012-12-11 09:30");
  const delivery = await play.deliver(
    fromPage(forms, "The contact page brings a question from Odile Perrin, a journalist", {
      name: "Odile Perrin",
      email: "perrin@courier.example",
      company: "The Evening Courier",
      country: "France",
      kind: "question",
      message: "When does the group on insurance begin, and who leads it?",
    }),
    "accepted",
  );
  const journalist = await play.meet(delivery, "Perrin");
  await play.at("2012-12-11 14:45");
  await play.act(
    nora,
    journalist,
    { tell: "takes the question", type: "triage.claimed" },
    { state: "triage" },
  );
  await play.act(
    nora,
    journalist,
    {
      tell: "has answered it by mail, the same day",
      type: "inquiry.answered",
      data: { reply: "sent", wantsToTakePart: false },
    },
    { state: "answered" },
  );
  return journalist;
}
