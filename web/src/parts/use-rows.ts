/** Moving through rows by keyboard: one of them is in the order of Tab, j and k and the arrows go on from it. */
import { useCallback, useEffect, useRef, useState } from "react";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";

interface Acts {
  readonly onOpen?: ((id: string) => void) | undefined;
  readonly onAct?: ((id: string) => void) | undefined;
  readonly onClaim?: ((id: string) => void) | undefined;
  readonly onSnooze?: ((id: string) => void) | undefined;
  /** `element` is the row's own. */
  readonly onActions?: ((id: string, element: HTMLElement) => void) | undefined;
  readonly onPeek?: (() => void) | undefined;
  /** `isOn` is left out to turn it round. */
  readonly onSelect?: ((id: string, isOn?: boolean) => void) | undefined;
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
  focus(id: string): void;
}

/** Over the ids as they stand on the page, from the top down. When the current row goes, the next one gets the focus. */
export function useRows(ids: readonly string[], acts: Acts): Rows {
  const { onOpen, onAct, onClaim, onSnooze, onActions, onPeek, onSelect } = acts;
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
  const onElement = (act: (id: string, element: HTMLElement) => void) => () => {
    const element = elements.current.get(current ?? "");
    if (current !== undefined && element !== undefined) act(current, element);
  };
  const extend = (by: number) => () => {
    if (current !== undefined) onSelect?.(current, true);
    moveTo(at + by);
  };
  useShortcuts({
    next: () => moveTo(isFocused() ? at + 1 : at),
    previous: () => moveTo(isFocused() ? at - 1 : at),
    first: () => moveTo(0),
    last: () => moveTo(ids.length - 1),
    ...(onOpen === undefined ? {} : { open: on(onOpen) }),
    ...(onAct === undefined ? {} : { act: on(onAct) }),
    ...(onClaim === undefined ? {} : { claim: on(onClaim) }),
    ...(onSnooze === undefined ? {} : { snooze: on(onSnooze) }),
    ...(onPeek === undefined ? {} : { peek: () => onPeek() }),
    ...(onActions === undefined ? {} : { actions: onElement(onActions) }),
    ...(onSelect === undefined
      ? {}
      : { select: on((id) => onSelect(id)), selectNext: extend(1), selectPrevious: extend(-1) }),
  });

  const keep = useCallback(
    (id: string) => (element: HTMLElement | null) => {
      if (element === null) elements.current.delete(id);
      else elements.current.set(id, element);
    },
    [],
  );
  // The row that had the focus is gone, or folds away: the next one after it gets it, and never nothing.
  const focused = useRef<string>(undefined);
  const before = useRef(ids);
  useEffect(() => {
    const gone = focused.current;
    const stood = before.current;
    before.current = ids;
    if (gone === undefined) return;
    // Rows came or went above it: keys go on from where it is now.
    if (ids.includes(gone)) return setAt(ids.indexOf(gone));
    const place = stood.indexOf(gone);
    const next =
      stood.slice(place + 1).find((id) => ids.includes(id)) ??
      stood.slice(0, Math.max(place, 0)).findLast((id) => ids.includes(id));
    focused.current = next;
    if (next === undefined) return;
    setAt(ids.indexOf(next));
    const holder = document.activeElement;
    const isLost = holder === null || holder === document.body || holder.closest("[data-leaving]") !== null;
    if (isLost) elements.current.get(next)?.focus();
  }, [ids]);
  return {
    current,
    focus: (id) => elements.current.get(id)?.focus(),
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
