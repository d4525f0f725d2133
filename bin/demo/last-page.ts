/** The last page: where everybody stands, what is due next, and what it all came to. */
import { incidentPage } from "../../src/contract/operating.ts";
import { spokenOf } from "./calendar.ts";
import { expectSame } from "./expect.ts";
import type { Known } from "./follow.ts";
import type { Play } from "./play.ts";
import { spelled } from "./tell-news.ts";

export async function lastPage(play: Play): Promise<void> {
  const { follower, teller } = play;
  teller.chapter("Where everybody stands", `It is ${spokenOf(play.now)}.`);
  teller.lines(["", ...table(follower.known.filter(({ noun }) => noun === "engagements"))]);
  const { items } = await play.client.get("/api/v1/incidents", play.cast.nora.token, incidentPage);
  expectSame("what a person has to look at", items, []);
  teller.lines(["", ...counts(follower.known), ""]);
}

function table(engagements: readonly Known[]): string[] {
  const rows = [["Engagement", "Stage", "State", "Next due"], ...engagements.map(rowOf)];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("   ")
      .trimEnd(),
  );
  const [head = "", ...body] = lines;
  return [head, "─".repeat(Math.max(...lines.map((line) => line.length))), ...body];
}

function rowOf({ name, standing }: Known): string[] {
  const [next] = standing.deadlines;
  const due = next?.dueAt == null ? "nothing" : `${spokenOf(next.dueAt)}, ${spelled(next.timer)}`;
  return [name, spelled(standing.stage ?? ""), spelled(standing.state), due];
}

function counts(known: readonly Known[]): string[] {
  const entries = known.flatMap(({ journal }) => journal);
  const fired = entries.filter(({ origin }) => origin === "timer").length;
  const asked = entries.flatMap(({ effects }) => effects);
  const armed = asked.filter((name) => name.startsWith("timer:")).length;
  const signals = asked.filter((name) => name.startsWith("signal:")).length;
  const mails = known.reduce((sum, one) => sum + one.mails.length, 0);
  expectSame("mails kept", mails, asked.filter((name) => name.startsWith("sendMail:")).length);
  return [
    `${entries.length} events in the journal: people, forms, signals, and ${fired} timers that fired`,
    `${asked.length - armed} effects carried out: ${mails} mails, ${signals} signals between charts`,
    `${armed} timers armed, and nothing for a person to mend`,
  ];
}
