/** The minute that words of time follow. One clock for the page: hundreds of rows say when. */
import { useSyncExternalStore } from "react";

const MINUTE_MS = 60_000;
const listeners = new Set<() => void>();
let minutes = 0;
let clock: ReturnType<typeof setInterval> | undefined;

/** Whoever calls it is made anew each minute; the number counts them. */
export const useMinutes = (): number => useSyncExternalStore(listen, counted, counted);

const counted = (): number => minutes;

function listen(listener: () => void): () => void {
  listeners.add(listener);
  clock ??= setInterval(tick, MINUTE_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(clock);
    clock = undefined;
  };
}

function tick(): void {
  minutes += 1;
  for (const listener of listeners) listener();
}
