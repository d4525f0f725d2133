import type { Digest } from "../../src/directory/daily-digest.ts";
import { referenceOf } from "../../src/lib/ids.ts";
import { spelledOut } from "../send-mail/plain-text.ts";

type Item = Digest["due"][number];

/** References, states and times; nobody's name: a digest lies in a mailbox for years. */
export function writeDigest(
  digest: Digest,
  day: string,
  publicUrl: string,
): { subject: string; text: string } {
  const { programmeName, overdue, due } = digest;
  const unowned = digest.unowned.length;
  const counts = [
    count(overdue.length, "overdue"),
    count(due.length, "due"),
    count(unowned, "new and unclaimed"),
  ].filter((part) => part !== undefined);
  const sections = [
    section("Overdue", overdue, digest, publicUrl),
    section("Due by the next working day", due, digest, publicUrl),
    unowned === 0 ? undefined : `New and unclaimed: ${unowned}\n  ${publicUrl}/console/today`,
  ].filter((part) => part !== undefined);
  return {
    subject: `${programmeName}, ${day}: ${counts.join(", ")}`,
    text: `Good morning ${digest.officer.name},\n\n${sections.join("\n\n")}\n`,
  };
}

const count = (number: number, what: string): string | undefined =>
  number === 0 ? undefined : `${number} ${what}`;

function section(
  title: string,
  items: readonly Item[],
  digest: Digest,
  publicUrl: string,
): string | undefined {
  if (items.length === 0) return undefined;
  const lines = items.map(
    ({ instanceId, state, timer, at }) =>
      `- ${referenceOf(instanceId)}, in ${spelledOut(state)}: ${spelledOut(timer)}, ${when(at, digest.zone)}\n` +
      `  ${publicUrl}/console/engagements/${instanceId}`,
  );
  return `${title}\n${lines.join("\n")}`;
}

const when = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
