/** Puts what Convoke did into words. */
import { momentOf, spokenOf } from "./calendar.ts";
import type { Deadline, Entry, Known, Mail, News, Standing } from "./follow.ts";
import type { Teller } from "./teller.ts";

/** Event types in the words their workflow uses for them. */
export type Meanings = ReadonlyMap<string, string>;

/** Tell the news below the act that caused it; `of` is whom the act was about, who need not be named again. */
export function tellNews(teller: Teller, meanings: Meanings, news: readonly News[], of?: Known): void {
  const inOrder = news.toSorted((a, b) => rank(a, of) - rank(b, of));
  let subject = of;
  for (const one of inOrder) {
    for (const entry of one.entries.filter(({ origin }) => origin === "timer")) {
      teller.act(momentOf(entry.enteredAt), `${one.about.name}: ${meaningOf(meanings, entry)}`);
      teller.note("timer", `${spelled(entry.type)} fell due`);
      subject = one.about;
    }
    tellOne(teller, meanings, one, one.about === subject ? "" : `${one.about.name}: `);
  }
}

/** Whom the act was about comes first, unless it waited for another's answer; then those whose time had come. */
function rank({ about, entries }: News, of: Known | undefined): number {
  if (about === of) return entries.some(({ origin }) => origin === "signal") ? 4 : 1;
  return entries.some(({ origin }) => origin === "timer") ? 2 : 3;
}

function tellOne(teller: Teller, meanings: Meanings, news: News, prefix: string): void {
  const { about, before, entries, mails } = news;
  for (const entry of entries) {
    if (entry.origin === "signal" || entry.type === "message.attached")
      teller.note("hears", prefix + meaningOf(meanings, entry));
  }
  const moved = movement(before, about.standing);
  if (moved !== undefined) teller.note("state", prefix + moved);
  const seats = about.noun === "groups" ? seatsOf(before, about.standing) : undefined;
  if (seats !== undefined) teller.note("seats", `${prefix}${seats}`);
  for (const mail of mails) teller.note("mail", mailLine(mail));
  for (const line of timerLines(before.deadlines, about.standing.deadlines, entries.at(-1)?.enteredAt)) {
    teller.note("timer", prefix + line);
  }
}

function movement(before: Standing, after: Standing): string | undefined {
  if (before.state === after.state) return undefined;
  const stage = after.stage === null || after.stage === before.stage ? "" : `   [${spelled(after.stage)}]`;
  const from = before.state === "" ? "" : `${spelled(before.state)} → `;
  return `${from}${spelled(after.state)}${stage}`;
}

function seatsOf({ card: before }: Standing, { card }: Standing): string | undefined {
  const counts = ["free", "reserved", "held", "waiting"] as const;
  if (counts.every((count) => before[count] === card[count])) return undefined;
  return counts
    .filter((count) => count === "free" || card[count] !== 0)
    .map((count) => `${String(card[count])} ${count}`)
    .join(", ");
}

function mailLine({ to, subject, status }: Mail): string {
  const names = to.map(({ name, email }) => name ?? email ?? "nobody").join(", ");
  const plain = subject.replace(/ \[[^\]]+\]$/, "");
  return `to ${names || "nobody"}: “${plain}”${status === "undeliverable" ? " (cannot be delivered)" : ""}`;
}

function timerLines(
  before: readonly Deadline[],
  after: readonly Deadline[],
  now: string | undefined,
): string[] {
  const lines: string[] = [];
  for (const one of after) {
    const old = before.find(({ timer }) => timer === one.timer);
    if (old?.dueAt === one.dueAt && old.state === one.state) continue;
    lines.push(timerLine(one, old));
  }
  const isFired = (dueAt: string | null): boolean => dueAt !== null && now !== undefined && dueAt <= now;
  const off = before
    .filter(({ timer, dueAt }) => !isFired(dueAt) && !after.some((one) => one.timer === timer))
    .map(({ timer }) => timerWords(timer));
  return off.length === 0 ? lines : [...lines, `no longer: ${off.join(", ")}`];
}

function timerLine(one: Deadline, old: Deadline | undefined): string {
  const words = timerWords(one.timer);
  if (one.dueAt === null) return `${words} stands still`;
  const due = `due ${spokenOf(one.dueAt)}${ruleOf(one)}`;
  return old?.state === "paused" ? `${words} goes on, ${due}` : `${words} ${due}`;
}

function ruleOf({ rule }: Deadline): string {
  return rule === null ? "" : ` (${rule.count} ${UNITS[rule.unit]})`;
}

const UNITS = { workingDays: "working days", days: "days", months: "months" } as const;

const meaningOf = (meanings: Meanings, { type }: Entry): string => meanings.get(type) ?? type;

/** Timers in the words of those who live with them; any other is spelled out. */
export const timerWords = (timer: string): string => TIMER_WORDS[timer] ?? spelled(timer);

const TIMER_WORDS: Readonly<Record<string, string>> = {
  "info.reminder.first": "first reminder",
  "info.reminder.second": "second reminder",
  "info.lapse": "letting go",
  "info.lapse.late": "letting go at the latest",
  "waitlist.check": "“still interested?”",
  "offer.reminder": "reminder of the offer",
  "offer.expiry": "end of the offer",
  "vetting.expiring": "warning that the vetting runs out",
  "vetting.expired": "end of the vetting",
  appeal_window: "end of the time to appeal",
  appeal: "decision on the appeal",
  inactivity: "“are they still with us?”",
  first_response: "first answer",
};

/** `info.reminder.first` is `info reminder first`. */
export const spelled = (name: string): string => name.replaceAll(/[_.]/g, " ");
