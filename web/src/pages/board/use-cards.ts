/** Moving over the board by keyboard: one card is in the order of Tab; arrows, j and k and the numbers go on from it. */
import { useEffect, useRef, useState } from "react";
import { useShortcuts } from "../../keyboard/use-shortcuts.ts";
import type { Line } from "../../parts/line.ts";
import { useOpenEngagement } from "../../parts/open-engagement.ts";
import { useSteady } from "../../parts/steady.ts";
import { STAGES } from "./queries.ts";

interface Acts {
  onAct(line: Line): void;
  onActions(line: Line, element: HTMLElement): void;
  onPeek(): void;
  onSelect(id: string, isOn?: boolean): void;
  /** Whether a card has the focus: then the order of the columns holds. */
  onHold(isHeld: boolean): void;
  /** A column is gone to, by its place from the left. */
  onColumn(at: number): void;
  /** The rail is opened, or folded again. */
  onRail(): void;
  onFilter(): void;
}

/** What the cards call. The same for all of them and from render to render, so that none is made anew for another's sake. */
export interface CardsHand {
  readonly keep: (id: string, element: HTMLAnchorElement | null) => void;
  readonly focused: (id: string) => void;
  readonly left: () => void;
  readonly select: (id: string) => void;
  readonly actions: (line: Line, element: HTMLElement) => void;
}

export interface Cards {
  readonly hand: CardsHand;
  /** Go to a card that is there, or is just coming. */
  goTo(id: string): void;
  /** The card that keys act on, and in which column it stands; undefined when there is none. */
  readonly current: { readonly line: Line; readonly column: number } | undefined;
}

/** The rail stands after the five. */
const RAIL = STAGES.length;

/** Over the columns as they stand, from the left, each from the top; the rail is the sixth while it is open. */
export function useCards(columns: readonly (readonly Line[])[], acts: Acts): Cards {
  const elements = useRef(new Map<string, HTMLElement>());
  const [chosen, setChosen] = useState<string>();
  const open = useOpenEngagement();
  const all = columns.flatMap((lines, column) => lines.map((line, row) => ({ line, column, row })));
  const current = all.find(({ line }) => line.id === chosen) ?? all[0];

  function focus(column: number, row: number): void {
    const lines = columns[column];
    if (lines === undefined) return;
    acts.onColumn(Math.min(column, STAGES.length - 1));
    const line = lines[Math.max(0, Math.min(row, lines.length - 1))];
    if (line !== undefined) goTo(line.id);
  }
  function goTo(id: string): void {
    setChosen(id);
    const element = elements.current.get(id);
    element?.focus();
    // It, or its column on a narrow screen, may only now be shown.
    if (element === undefined || document.activeElement !== element)
      requestAnimationFrame(() => elements.current.get(id)?.focus());
  }
  const isFocused = (): boolean =>
    current !== undefined && elements.current.get(current.line.id) === document.activeElement;
  const upOrDown = (by: number) => () => {
    if (current !== undefined) focus(current.column, isFocused() ? current.row + by : current.row);
  };
  const aside = (by: number) => () => {
    if (current === undefined) return;
    for (let to = current.column + by; columns[to] !== undefined; to += by) {
      if ((columns[to]?.length ?? 0) > 0) return focus(to, current.row);
    }
  };
  const extend = (by: number) => () => {
    if (current === undefined) return;
    acts.onSelect(current.line.id, true);
    upOrDown(by)();
  };
  const onCurrent = (act: (line: Line, element: HTMLElement) => void) => () => {
    const element = elements.current.get(current?.line.id ?? "");
    if (current !== undefined && element !== undefined) act(current.line, element);
  };

  /** Where the focus is. The card may go from there: then the focus goes with it or to the next one, and never to nothing. */
  const held = useRef<{ readonly id: string; readonly column: number; readonly row: number }>(undefined);
  useEffect(() => {
    if (held.current === undefined) return;
    const { id, column, row } = held.current;
    const there = all.find(({ line }) => line.id === id);
    const holder = document.activeElement;
    if (holder !== null && holder !== document.body) {
      if (there !== undefined) held.current = { id, column: there.column, row: there.row };
      return;
    }
    const lines = columns[column] ?? [];
    const next = there?.line ?? lines[Math.min(row, lines.length - 1)] ?? all[0]?.line;
    if (next !== undefined) return elements.current.get(next.id)?.focus();
    held.current = undefined;
    acts.onHold(false);
  });

  /** The rail was asked for by its key: its first card gets the focus as soon as it is there. */
  const isRailWanted = useRef(false);
  useEffect(() => {
    if (!isRailWanted.current || (columns[RAIL]?.length ?? 0) === 0) return;
    isRailWanted.current = false;
    focus(RAIL, 0);
  });
  function toRail(): void {
    const isThere = current?.column === RAIL && isFocused();
    if (columns[RAIL] !== undefined && !isThere) return focus(RAIL, 0);
    isRailWanted.current = !isThere;
    acts.onRail();
    if (isThere) focus(0, 0);
  }

  useShortcuts({
    cardUp: upOrDown(-1),
    cardDown: upOrDown(1),
    cardLeft: aside(-1),
    cardRight: aside(1),
    cardSelectUp: extend(-1),
    cardSelectDown: extend(1),
    column1: () => focus(0, 0),
    column2: () => focus(1, 0),
    column3: () => focus(2, 0),
    column4: () => focus(3, 0),
    column5: () => focus(4, 0),
    columnParked: toRail,
    cardOpen: onCurrent(({ id }) => open(id)),
    cardPeek: () => acts.onPeek(),
    cardSelect: onCurrent(({ id }) => acts.onSelect(id)),
    cardAct: onCurrent((line) => acts.onAct(line)),
    cardActions: onCurrent((line, element) => acts.onActions(line, element)),
    filter: () => acts.onFilter(),
  });
  const hand = useSteady<CardsHand>({
    keep(id, element) {
      if (element === null) elements.current.delete(id);
      else elements.current.set(id, element);
    },
    focused(id) {
      setChosen(id);
      const at = all.find(({ line }) => line.id === id);
      if (at !== undefined) held.current = { id, column: at.column, row: at.row };
      acts.onHold(true);
    },
    left() {
      held.current = undefined;
      acts.onHold(false);
    },
    select: (id) => acts.onSelect(id),
    actions: (line, element) => acts.onActions(line, element),
  });
  return { current, goTo, hand };
}
