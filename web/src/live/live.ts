import { useSyncExternalStore } from "react";

/** `off` where nobody listens yet, `up` while the stream speaks, `down` after 40 s without a heartbeat. */
export type Live = "off" | "up" | "down";

let live: Live = "off";
const listeners = new Set<() => void>();

export function setLive(next: Live): void {
  if (next === live) return;
  live = next;
  for (const listener of listeners) listener();
}

export const useLive = (): Live =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => live,
  );
