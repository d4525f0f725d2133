/** Counts by state, moved by one for each change that the stream tells of. Pure. */
import type { EngagementCounts } from "../api/shapes.ts";
import type { Change } from "./affected.ts";

/** What is counted under nothing but a programme can be adjusted; whether another filter finds it, a change does not say. */
export function isAdjustable(key: readonly unknown[]): boolean {
  const [, filter] = key;
  return (
    typeof filter === "object" && filter !== null && Object.keys(filter).every((name) => name === "programme")
  );
}

/** Undefined where the change does not tell enough: then they are asked for again. */
export function adjusted(
  counts: EngagementCounts,
  { from, to }: Pick<Change, "from" | "to">,
): EngagementCounts | undefined {
  if (to === undefined || to.stage === null || to.stage === undefined || from === undefined) return undefined;
  const left = from === null ? counts.byState : moved(counts.byState, from, -1);
  const byState = left === undefined ? undefined : moved(left, to, 1);
  if (byState === undefined) return undefined;
  return { ...counts, total: counts.total + (from === null ? 1 : 0), byState };
}

type ByState = EngagementCounts["byState"];

function moved(
  byState: ByState,
  { stage, state }: { readonly stage: string | null; readonly state: string },
  by: 1 | -1,
): ByState | undefined {
  const isHere = (one: ByState[number]): boolean => one.stage === stage && one.state === state;
  const found = byState.find(isHere);
  if (found === undefined) return by === 1 ? [...byState, { stage, state, total: 1, overdue: 0 }] : undefined;
  return byState
    .map((one) => (isHere(one) ? { ...one, total: one.total + by } : one))
    .filter(({ total }) => total > 0);
}
