/** Changes as they come, applied to the cache once per frame. */
import { useEffect, useState } from "react";
import { queryClient } from "../api/query-client.ts";
import { programmesQuery } from "../api/session.ts";
import type { EngagementCounts } from "../api/shapes.ts";
import type { Change } from "./affected.ts";
import { createNewerOnly, isAffected, mayShow } from "./affected.ts";
import { askAnew } from "./ask-anew.ts";
import { adjusted, isAdjustable } from "./counts.ts";
import { hear } from "./newest.ts";

/** More than this between two frames is a flood: whatever is on the screen is asked for anew, once. */
const FLOOD = 50;
const HIDDEN_MS = 1_000;
const NONE: ReadonlySet<string> = new Set();

const isNewer = createNewerOnly();
const listeners = new Set<(changed: ReadonlySet<string>) => void>();
let waiting: Change[] = [];
/** Some of it happened while nobody listened: what was asked for since may know of it. */
let someMissed = false;

export function take(change: Change, isMissed: boolean): void {
  if (!isNewer(change)) return;
  hear(change);
  waiting.push(change);
  someMissed ||= isMissed;
  if (waiting.length > 1) return;
  // A tab that is not looked at has no frames.
  if (document.hidden) setTimeout(apply, HIDDEN_MS);
  else requestAnimationFrame(apply);
}

function apply(): void {
  const changes = waiting;
  const followed = someMissed || changes.length > FLOOD ? NONE : adjustCounts(changes);
  waiting = [];
  someMissed = false;
  if (changes.length > FLOOD) return takeAllAnew();
  askAnew(
    queryClient,
    ({ queryKey, queryHash }) => isAffected(queryKey, changes) && !followed.has(queryHash),
  );
  const ids = new Set(changes.map(({ id }) => id));
  for (const listener of listeners) listener(ids);
}

/** Counts follow by themselves, unless they are being asked for just now or a change does not tell enough. */
function adjustCounts(changes: readonly Change[]): ReadonlySet<string> {
  const followed = new Set<string>();
  for (const { queryKey, queryHash, state } of queryClient
    .getQueryCache()
    .findAll({ queryKey: ["counts"] })) {
    if (!isAdjustable(queryKey) || state.fetchStatus === "fetching") continue;
    const [, { programme }] = queryKey as readonly [string, { readonly programme: string }];
    let counts = state.data as EngagementCounts | undefined;
    for (const change of changes.filter(({ workflow }) => workflow === "engagement")) {
      const slug = programmeSlug(change);
      const isElsewhere = slug !== undefined && programme !== "all" && programme !== slug;
      if (counts !== undefined && !isElsewhere)
        counts = slug === undefined ? undefined : adjusted(counts, change);
    }
    if (counts === undefined) continue;
    followed.add(queryHash);
    if (Date.now() - state.dataUpdatedAt < UNSURE_MS) countAnewSoon(queryHash);
    queryClient.setQueryData(queryKey, counts, { updatedAt: state.dataUpdatedAt });
  }
  return followed;
}

/** An answer that has only just come may know of the change already: soon after, it is asked for again. */
const UNSURE_MS = 3_000;
const unsure = new Set<string>();

function countAnewSoon(queryHash: string): void {
  if (unsure.has(queryHash)) return;
  unsure.add(queryHash);
  setTimeout(() => {
    unsure.delete(queryHash);
    askAnew(queryClient, (query) => query.queryHash === queryHash);
  }, UNSURE_MS);
}

const programmeSlug = ({ programmeId }: Change): string | undefined =>
  queryClient.getQueryData(programmesQuery.queryKey)?.find(({ id }) => id === programmeId)?.slug;

/** It is not the reader's any more: lists leave it out, and what is kept of it alone is not shown a moment longer. */
export function takeGone(id: string): void {
  void queryClient.resetQueries({ predicate: ({ queryKey }) => queryKey[1] === id && mayShow(queryKey, id) });
  askAnew(queryClient, ({ queryKey }) => queryKey[1] !== id && mayShow(queryKey, id));
}

/** Something was missed: nothing that is kept is believed. */
export function takeAllAnew(): void {
  askAnew(queryClient, () => true);
}

const GLOW_MS = 5_000;

/** Whether the record has changed in the last moments, to glow once; not for what one did oneself, which one knows. */
export function useChanged(id: string): boolean {
  const [at, setAt] = useState(0);
  useEffect(() => {
    const listener = (changed: ReadonlySet<string>) => {
      if (changed.has(id)) setAt((before) => before + 1);
    };
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, [id]);
  useEffect(() => {
    if (at === 0) return undefined;
    const ending = setTimeout(() => setAt(0), GLOW_MS);
    return () => clearTimeout(ending);
  }, [at]);
  return at > 0;
}
