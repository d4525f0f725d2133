/** What belongs together in a timeline: asked, reminded, answered. Pure. */
import type { JournalEntry } from "../../api/shapes.ts";

type Entry = Pick<JournalEntry, "seq" | "type">;

/** By the event that begins something: what goes on with it, and what ends it. */
const COURSES: Readonly<Record<string, { readonly on: readonly string[]; readonly end: readonly string[] }>> =
  {
    "info.requested": { on: ["info.reminder"], end: ["info.supplied", "info.lapsed"] },
    "appeal.lodged": { on: ["appeal.overdue"], end: ["appeal.upheld", "appeal.dismissed"] },
    "seat.offered": {
      on: ["seat.reserved", "offer.reminder", "offer.stalled"],
      end: ["seat.accepted", "seat.refused", "seat.offer_refused", "offer.expired", "offer.withdrawn"],
    },
    "interest.check_due": { on: [], end: ["interest.confirmed", "interest.unanswered"] },
    "reengage.started": { on: [], end: ["reply.received", "reengage.unanswered"] },
    "leave.started": { on: [], end: ["leave.ended"] },
  };

/** Two stand on their own: only a longer story is worth folding. */
const FOLDED_FROM = 3;

export interface Thread<E extends Entry> {
  /** How it stands: the newest of it. */
  readonly head: E;
  /** What came before, the newest first; empty for what stands alone. */
  readonly before: readonly E[];
}

/** `entries`: the oldest first. The answer begins with the newest; a thread stands where its newest entry does. */
export function threadsOf<E extends Entry>(entries: readonly E[]): readonly Thread<E>[] {
  const threads: E[][] = [];
  let open: { begun: string; members: E[] } | undefined;
  for (const entry of entries) {
    const course = open === undefined ? undefined : COURSES[open.begun];
    if (open !== undefined && course?.on.includes(entry.type)) {
      open.members.push(entry);
    } else if (open !== undefined && course?.end.includes(entry.type)) {
      open.members.push(entry);
      open = undefined;
    } else {
      const members = [entry];
      threads.push(members);
      if (Object.hasOwn(COURSES, entry.type)) open = { begun: entry.type, members };
    }
  }
  return threads
    .flatMap((members): Thread<E>[] => {
      const latest = members.toReversed();
      const [head, ...before] = latest;
      if (head === undefined) return [];
      return members.length < FOLDED_FROM
        ? latest.map((one) => ({ head: one, before: [] }))
        : [{ head, before }];
    })
    .toSorted((one, other) => other.head.seq - one.head.seq);
}
