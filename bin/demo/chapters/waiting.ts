import { expectSame } from "../expect.ts";
import type { Known } from "../follow.ts";
import type { Story } from "../story.ts";

/** February to May 2013: two groups begin, an expert leaves, and somebody waits. */
export async function waiting(
  { play, dualUse, radiopharmaceuticals, shipping }: Story,
  { insurer, expert, restart }: { insurer: Known; expert: Known; restart: () => Promise<void> },
): Promise<void> {
  const { nora } = play.cast;
  play.teller.chapter(
    "A long wait",
    "Two groups begin, an expert leaves, the server is restarted, and nobody on the list is forgotten.",
  );
  await launch(play, radiopharmaceuticals, "2013-02-04 10:00", "2013-02-11 10:00");

  await play.at("2013-03-14 11:30");
  await play.act(
    nora,
    expert,
    {
      tell: "enters a letter from Mirela Stanescu: a new post leaves her no time, she withdraws",
      type: "withdraw.requested",
      data: { evidenceId: "letter/2013-03-12", reason: "new_post", attribution: "role", keepData: true },
      onBehalfOf: "stakeholder",
      happenedOn: "2013-03-12",
    },
    { state: "withdrawn" },
  );
  expectSame("seats held in Dual-use Technologies", dualUse.standing.card["held"], 0);

  await play.at("2013-04-01 08:00");
  const before = play.follower.deadlines();
  await restart();
  play.say("The server is stopped and started again, with everything as it was");
  await play.settle();
  const now = play.follower.deadlines();
  expectSame("deadlines after a restart", now, before);
  play.teller.note("says", `${now.length} deadlines stand; not one mail was repeated`);

  await play.at("2013-04-22 09:40");
  await play.act(
    nora,
    insurer,
    {
      tell: "enters Eleanor Marsh's answer: still interested",
      type: "interest.confirmed",
      onBehalfOf: "stakeholder",
    },
    { state: "waitlisted" },
  );
  await launch(play, shipping, "2013-05-06 10:00", "2013-05-13 10:00");
  play.ahead();
}

/** A group is formed, and a week later it begins. */
async function launch(play: Story["play"], group: Known, formed: string, launched: string): Promise<void> {
  const { daniel, priya, lucas } = play.cast;
  await play.at(formed);
  await play.act(
    daniel,
    group,
    { tell: `begins to form the group ${group.name}`, type: "forming.started" },
    { state: "forming" },
  );
  await play.at(launched);
  await play.act(
    daniel,
    group,
    { tell: `launches ${group.name}`, type: "group.launched", data: { leads: [priya.id, lucas.id] } },
    { state: "active" },
  );
}
