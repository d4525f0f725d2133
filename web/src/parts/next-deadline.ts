/** What is due first of an engagement: a promise that is late already, or else what runs. Pure. */
import type { Engagement } from "../api/shapes.ts";

interface Due {
  readonly at: string;
  readonly isOverdue: boolean;
}

export function nextDeadline(deadlines: Engagement["deadlines"]): Due | undefined {
  return deadlines
    .flatMap(({ dueAt, state }) =>
      dueAt !== null && (state === "pending" || state === "overdue")
        ? [{ at: dueAt, isOverdue: state === "overdue" }]
        : [],
    )
    .toSorted((one, other) => one.at.localeCompare(other.at))[0];
}
