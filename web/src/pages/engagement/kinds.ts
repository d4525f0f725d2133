/** Kinds of what stands in a timeline, for the chips above it. An entry may be of several. Pure. */
import type { AskedEffect, JournalEntry } from "../../api/shapes.ts";

/** Notes are no entries of the journal: they stand among them. */
export const KINDS = ["decisions", "mails", "notes", "automatic", "failed"] as const;
export type Kind = (typeof KINDS)[number];

/** `mails,failed`, as it stands in the address; what is no kind is left out. */
export function kindsIn(text: unknown): readonly Kind[] {
  const named = typeof text === "string" ? text.split(",") : [];
  return KINDS.filter((kind) => named.includes(kind));
}

/** Letters that came in, beside those that went out. */
const CAME_IN = new Set(["inquiry.submitted", "message.attached", "reply.received", "info.supplied"]);

/**
 * `before`: the entry that stands before it, undefined for the first. `asked`: what became of what the entry asked for.
 * A decision is what a person did that changed where the case stands.
 */
export function kindsOf(
  entry: Pick<JournalEntry, "type" | "origin" | "stage" | "state" | "effects">,
  before: Pick<JournalEntry, "stage" | "state"> | undefined,
  asked: readonly Pick<AskedEffect, "state">[],
): readonly Kind[] {
  const isByPerson = entry.origin === "caller";
  const isMoved = before !== undefined && (before.stage !== entry.stage || before.state !== entry.state);
  const isMail = CAME_IN.has(entry.type) || entry.effects.some((name) => name.startsWith("sendMail:"));
  const isFailed = asked.some(({ state }) => ["failed", "retrying", "returned"].includes(state));
  return [
    ...(isByPerson && isMoved ? ["decisions" as const] : []),
    ...(isMail ? ["mails" as const] : []),
    ...(entry.origin === "caller" || entry.origin === "intake" ? [] : ["automatic" as const]),
    ...(isFailed ? ["failed" as const] : []),
  ];
}
