/** Changes as they come, applied to the cache once per frame. */
import { useEffect, useState } from "react";
import { queryClient } from "../api/query-client.ts";
import type { Change } from "./affected.ts";
import { createNewerOnly, isAffected } from "./affected.ts";

/** More than this between two frames is a flood: whatever is on the screen is asked for anew, once. */
const FLOOD = 50;
const HIDDEN_MS = 1_000;

const isNewer = createNewerOnly();
const listeners = new Set<(changed: ReadonlySet<string>) => void>();
let waiting: Change[] = [];

export function take(change: Change): void {
  if (!isNewer(change)) return;
  waiting.push(change);
  if (waiting.length > 1) return;
  // A tab that is not looked at has no frames.
  if (document.hidden) setTimeout(apply, HIDDEN_MS);
  else requestAnimationFrame(apply);
}

function apply(): void {
  const changes = waiting;
  waiting = [];
  if (changes.length > FLOOD) return takeAllAnew();
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => isAffected(queryKey, changes) });
  const ids = new Set(changes.map(({ id }) => id));
  for (const listener of listeners) listener(ids);
}

/** Something was missed: nothing that is kept is believed. */
export function takeAllAnew(): void {
  void queryClient.invalidateQueries();
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
