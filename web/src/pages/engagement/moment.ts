/** A case as it stands now, or as it stood after a row of its journal. Pure. */
import type { AcceptedEvent, Engagement, JournalEntry, RefusedEvent } from "../../api/shapes.ts";

export interface Moment {
  readonly isPast: boolean;
  /** Up to then, oldest first. */
  readonly entries: readonly JournalEntry[];
  readonly stage: string | null;
  readonly state: string;
  /** When it came to where it is. */
  readonly since: string;
  /** Nothing is sent to the past. */
  readonly accepts: readonly AcceptedEvent[];
  readonly refuses: readonly RefusedEvent[];
}

/** `entries`: all of the journal, oldest first. `at`: the number of a row; undefined is now. */
export function momentOf(
  engagement: Engagement,
  entries: readonly JournalEntry[],
  at: number | undefined,
): Moment {
  const past = at === undefined ? entries : entries.filter(({ seq }) => seq <= at);
  const last = past.at(-1);
  const isPast = at !== undefined && last !== undefined;
  const { stage, state } = isPast ? last : engagement;
  return {
    isPast,
    entries: past,
    stage,
    state,
    since: sinceOf(past) ?? engagement.updatedAt,
    accepts: isPast ? [] : engagement.accepts,
    refuses: isPast ? [] : engagement.refuses,
  };
}

function sinceOf(entries: readonly JournalEntry[]): string | undefined {
  const last = entries.at(-1);
  const before = entries.findLastIndex(({ stage, state }) => stage !== last?.stage || state !== last?.state);
  return entries[before + 1]?.enteredAt;
}
