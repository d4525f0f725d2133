/** Logging an inquiry is asked for from more than one place: the menu under New, and somebody who was found without a case. */
import { useSyncExternalStore } from "react";

export interface AskedEntry {
  readonly kind: "inquiry" | "nomination";
  readonly person?: { readonly name: string | null; readonly organisation: string | null };
}

let asked: AskedEntry | undefined;
const listeners = new Set<() => void>();

export function askEntry(next: AskedEntry | undefined): void {
  asked = next;
  for (const listener of listeners) listener();
}

export const useAskedEntry = (): AskedEntry | undefined =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => asked,
  );
