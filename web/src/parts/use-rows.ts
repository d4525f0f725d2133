/** Moving through rows by keyboard: one of them is in the order of Tab, j and k and the arrows go on from it. */
import { useCallback, useEffect, useRef, useState } from "react";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";

interface Acts {
  readonly onOpen?: ((id: string) => void) | undefined;
  readonly onAct?: ((id: string) => void) | undefined;
  readonly onClaim?: ((id: string) => void) | undefined;
}

export interface Rows {
  /** What each row's element takes: `<li {...rows.row(id)}>`. */
  row(id: string): {
    readonly ref: (element: HTMLElement | null) => void;
    readonly tabIndex: 0 | -1;
    readonly onFocus: () => void;
  };
  /** The row that keys act on; undefined when there is none. */
  readonly current: string | undefined;
}

/** Over the ids as they stand on the page, from the top down. When the current row goes, the next one gets the focus. */
export function useRows(ids: readonly string[], { onOpen, onAct, onClaim }: Acts): Rows {
  const elements = useRef(new Map<string, HTMLElement>());
  const [at, setAt] = useState(0);
  const current = ids[Math.min(at, ids.length - 1)];

  const moveTo = (to: number): void => {
    const next = Math.max(0, Math.min(to, ids.length - 1));
    setAt(next);
    const id = ids[next];
    const element = id === undefined ? undefined : elements.current.get(id);
    element?.focus();
    element?.scrollIntoView({ block: "nearest" });
  };
  const isFocused = (): boolean =>
    current !== undefined && elements.current.get(current)?.contains(document.activeElement) === true;
  const on = (act: ((id: string) => void) | undefined) => () => {
    if (current !== undefined) act?.(current);
  };
  useShortcuts({
    next: () => moveTo(isFocused() ? at + 1 : at),
    previous: () => moveTo(isFocused() ? at - 1 : at),
    first: () => moveTo(0),
    last: () => moveTo(ids.length - 1),
    ...(onOpen === undefined ? {} : { open: on(onOpen) }),
    ...(onAct === undefined ? {} : { act: on(onAct) }),
    ...(onClaim === undefined ? {} : { claim: on(onClaim) }),
  });

  const keep = useCallback(
    (id: string) => (element: HTMLElement | null) => {
      if (element === null) elements.current.delete(id);
      else elements.current.set(id, element);
    },
    [],
  );
  // The row that had the focus is gone: it goes to whichever took its place, and never to nowhere.
  const focused = useRef<string>(undefined);
  useEffect(() => {
    const isGone = focused.current !== undefined && !ids.includes(focused.current);
    if (!isGone || current === undefined || document.activeElement !== document.body) return;
    elements.current.get(current)?.focus();
  }, [ids, current]);
  return {
    current,
    row: (id) => ({
      ref: keep(id),
      tabIndex: id === current ? 0 : -1,
      onFocus: () => {
        focused.current = id;
        setAt(ids.indexOf(id));
      },
    }),
  };
}
