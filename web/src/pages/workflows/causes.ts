/** What stopped for the same cause stands together. Pure. */
import type { Parked, Preview } from "./queries.ts";

export interface Cause {
  readonly key: string;
  readonly reason: string;
  /** What could not be taken, such as `timer:first_response`; null when nothing is named. */
  readonly effect: string | null;
  readonly items: readonly Parked[];
  /** Since when the first of them has stood still. */
  readonly since: string | null;
}

/** The largest first. */
export function causesOf(items: readonly Parked[]): readonly Cause[] {
  const groups = new Map<string, Parked[]>();
  for (const item of items) {
    const key = [item.workflow, alike(item.reason), effectOf(item) ?? ""].join("\n");
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups]
    .map(([key, group]) => ({
      key,
      reason: (group.length === 1 ? group[0]?.reason : alike(group[0]?.reason ?? "")) ?? "",
      effect: group[0] === undefined ? null : effectOf(group[0]),
      items: group,
      since: group.flatMap(({ since }) => since ?? []).toSorted()[0] ?? null,
    }))
    .toSorted((a, b) => b.items.length - a.items.length);
}

/** Reasons name ids and numbers; without them they are the same. */
const alike = (reason: string): string => reason.replaceAll(/[\da-f]{8}-[\da-f-]{27}|\d+/g, "…");

/** The part of its name that says what it is: `{instance}/{seq}/{name}`. */
export function effectOf({ remedies }: Pick<Parked, "remedies">): string | null {
  const skip = remedies.find(({ act }) => act === "skip");
  return skip?.act === "skip" ? skip.effect.split("/").slice(2).join("/") : null;
}

/** What moving them would do: per state how many, where to, and what becomes of which timer. */
export interface Move {
  readonly from: string;
  readonly to: string;
  readonly problem: string | null;
  readonly count: number;
  readonly timers: readonly { readonly timer: string; readonly becomes: string; readonly count: number }[];
}

export function movesOf(items: readonly Parked[], previews: readonly Preview[]): readonly Move[] {
  const moves = new Map<string, { from: string; to: string; problem: string | null; previews: Preview[] }>();
  for (const preview of previews) {
    const from = items.find(({ id }) => id === preview.id)?.state ?? preview.state;
    const key = [from, preview.state, preview.problem ?? ""].join("\n");
    const known = moves.get(key) ?? { from, to: preview.state, problem: preview.problem, previews: [] };
    moves.set(key, { ...known, previews: [...known.previews, preview] });
  }
  return [...moves.values()].map(({ from, to, problem, previews: alikes }) => ({
    from,
    to,
    problem,
    count: alikes.length,
    timers: timersOf(alikes),
  }));
}

function timersOf(previews: readonly Preview[]): Move["timers"] {
  const counts = new Map<string, Move["timers"][number]>();
  for (const { timer, becomes } of previews.flatMap(({ timers }) => timers)) {
    const key = `${timer} ${becomes}`;
    counts.set(key, { timer, becomes, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}
