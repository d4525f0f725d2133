/** The command palette comes with its own chunk, the first time somebody asks for it. */
import { lazy, Suspense, useSyncExternalStore } from "react";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";

const PaletteBox = lazy(async () => ({ default: (await import("./palette.tsx")).Palette }));

let isOpen = false;
const listeners = new Set<() => void>();
function set(next: boolean): void {
  isOpen = next;
  for (const listener of listeners) listener();
}

export const openPalette = (): void => set(true);

export function Palette() {
  const isShown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => isOpen,
  );
  useShortcuts({ palette: () => set(!isOpen), search: openPalette });
  if (!isShown) return null;
  return (
    <Suspense>
      <PaletteBox onClose={() => set(false)} />
    </Suspense>
  );
}
