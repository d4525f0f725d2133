/** The command palette comes with its own chunk, the first time somebody asks for it. */
import { useSyncExternalStore } from "react";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";
import { later } from "../parts/later.tsx";

const PaletteBox = later(async () => (await import("./palette.tsx")).Palette);

let isOpen = false;
/** What had the focus when it was opened. */
let before: Element | null = null;
const listeners = new Set<() => void>();
function set(next: boolean): void {
  if (next && !isOpen) before = document.activeElement;
  isOpen = next;
  for (const listener of listeners) listener();
}

function close(): void {
  set(false);
  // What was chosen may take the focus; nothing may not.
  requestAnimationFrame(() => {
    if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
  });
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
  useShortcuts({ palette: () => (isOpen ? close() : openPalette()), search: openPalette });
  return isShown ? <PaletteBox onClose={close} /> : null;
}
