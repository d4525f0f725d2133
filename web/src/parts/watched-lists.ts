/** Lists that are entered or taken back because somebody said so in this browser, by id, until they have seen the end. */
import { useSyncExternalStore } from "react";

const KEPT = "convoke.lists";
/** Of more than these nobody waits for the end. */
const MOST = 8;

let watched = kept();
const listeners = new Set<() => void>();

function kept(): readonly string[] {
  try {
    return (localStorage.getItem(KEPT) ?? "").split(" ").filter((id) => id !== "");
  } catch {
    // Without storage they are watched for as long as the page lives.
    return [];
  }
}

function keep(ids: readonly string[]): void {
  watched = ids.slice(-MOST);
  try {
    localStorage.setItem(KEPT, watched.join(" "));
  } catch {
    // As above.
  }
  for (const listener of listeners) listener();
}

export function watchList(id: string): void {
  keep([...watched.filter((one) => one !== id), id]);
}

export function endWatch(id: string): void {
  if (watched.includes(id)) keep(watched.filter((one) => one !== id));
}

export const useWatchedLists = (): readonly string[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => watched,
  );
