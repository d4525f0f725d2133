/** Moving over the board by keyboard: one card is in the order of Tab; arrows, j and k and the numbers go on from it. */
import { useRef, useState } from "react";
import { useShortcuts } from "../../keyboard/use-shortcuts.ts";
import type { Line } from "../../parts/line.ts";
import { useOpenEngagement } from "../../parts/open-engagement.ts";
import { STAGES } from "./queries.ts";

interface Acts {
  onActions(line: Line, element: HTMLElement): void;
  /** A column is gone to, by its place from the left. */
  onColumn(at: number): void;
  onRail(): void;
  onFilter(): void;
}

export interface Cards {
  /** What the link of each card takes. */
  card(id: string): {
    readonly ref: (element: HTMLAnchorElement | null) => void;
    readonly tabIndex: 0 | -1;
    readonly onFocus: () => void;
  };
}

/** Over the columns as they stand, from the left, each from the top. */
export function useCards(columns: readonly (readonly Line[])[], acts: Acts): Cards {
  const elements = useRef(new Map<string, HTMLElement>());
  const [chosen, setChosen] = useState<string>();
  const open = useOpenEngagement();
  const isThere = columns.some((lines) => lines.some(({ id }) => id === chosen));
  const current = isThere ? chosen : columns.flat()[0]?.id;

  function place(): { column: number; row: number } {
    const column = columns.findIndex((lines) => lines.some(({ id }) => id === current));
    return { column, row: columns[column]?.findIndex(({ id }) => id === current) ?? 0 };
  }
  function focus(column: number, row: number): void {
    const lines = columns[column];
    if (lines === undefined) return;
    acts.onColumn(Math.min(column, STAGES.length - 1));
    const line = lines[Math.max(0, Math.min(row, lines.length - 1))];
    if (line === undefined) return;
    setChosen(line.id);
    // The column may only now be shown, on a narrow screen.
    requestAnimationFrame(() => elements.current.get(line.id)?.focus());
  }
  const isFocused = (): boolean =>
    current !== undefined && elements.current.get(current) === document.activeElement;
  const upOrDown = (by: number) => () => {
    const { column, row } = place();
    focus(column, isFocused() ? row + by : row);
  };
  const aside = (by: number) => () => {
    const { column, row } = place();
    for (let to = column + by; columns[to] !== undefined; to += by) {
      if ((columns[to]?.length ?? 0) > 0) return focus(to, row);
    }
  };
  function act(): void {
    const { column, row } = place();
    const line = columns[column]?.[row];
    const element = elements.current.get(line?.id ?? "");
    if (line !== undefined && element !== undefined) acts.onActions(line, element);
  }
  useShortcuts({
    cardUp: upOrDown(-1),
    cardDown: upOrDown(1),
    cardLeft: aside(-1),
    cardRight: aside(1),
    column1: () => focus(0, 0),
    column2: () => focus(1, 0),
    column3: () => focus(2, 0),
    column4: () => focus(3, 0),
    column5: () => focus(4, 0),
    columnParked: () => acts.onRail(),
    cardOpen: () => {
      if (current !== undefined) open(current);
    },
    cardActions: act,
    filter: () => acts.onFilter(),
  });
  return {
    card: (id) => ({
      ref(element) {
        if (element === null) elements.current.delete(id);
        else elements.current.set(id, element);
      },
      tabIndex: id === current ? 0 : -1,
      onFocus: () => setChosen(id),
    }),
  };
}
