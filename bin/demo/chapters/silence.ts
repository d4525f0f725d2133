import { expectSame } from "../expect.ts";
import { mailsOf } from "../follow.ts";
import type { Known } from "../follow.ts";
import { fromPage } from "../forms.ts";
import type { Story } from "../story.ts";

/** November 2012: a forwarder writes, is asked a question, and is not heard of again. */
export async function silence({ play, forms }: Story): Promise<Known> {
  const { nora } = play.cast;
  play.teller.chapter(
    "Somebody who never answers",
    "A forwarder asks to join. One question goes back, and then nothing: Convoke reminds, and in the end lets go.",
  );
  await play.at("2012-11-13 10:40");
  const delivery = await play.deliver(
    fromPage(forms, "The contact page brings a line from Caspar Dyrhaug, a freight forwarder", {
      name: "Caspar Dyrhaug",
      email: "dyrhaug@forwarding.example",
      company: "Dyrhaug Forwarding",
      country: "Denmark",
      message: "Please add us to the group.",
    }),
    "accepted",
  );
  const forwarder = await play.meet(delivery, "Dyrhaug");
  await play.at("2012-11-14 09:00");
  await play.act(nora, forwarder, { tell: "takes the inquiry", type: "triage.claimed" }, { state: "triage" });
  await play.act(
    nora,
    forwarder,
    {
      tell: "asks which group he means",
      type: "info.requested",
      data: { questions: ["Which of the four groups would you like to join, and what would you bring?"] },
    },
    { state: "needs_information" },
  );
  await play.at("2012-11-30 17:00");
  expectSame("mails about Dyrhaug", mailsOf(forwarder), [
    "2012-11-13 10:40 inquiry-received",
    "2012-11-14 09:00 info-requested",
    "2012-11-21 09:00 info-reminder",
    "2012-11-29 09:00 info-reminder",
    "2012-11-29 09:00 info-second-reminder",
  ]);
  play.ahead();
  return forwarder;
}
