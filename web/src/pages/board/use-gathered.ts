/** The columns as they stand while somebody works in them: their order holds, and who comes waits at the head of the column. */
import { useState } from "react";
import type { Line } from "../../parts/line.ts";
import { gather } from "../../parts/gather.ts";
import type { Lane } from "./queries.ts";
import type { ColumnData } from "./use-columns.ts";

interface Kept {
  /** What was asked, and the answer that this was made of. */
  readonly asked: string;
  readonly data: ColumnData["found"]["data"];
  readonly shown: readonly Line[];
  readonly waiting: number;
}

interface Holding {
  /** As text: other filters make another board. */
  readonly asked: string;
  /** A card has the focus, or is in the hand. */
  readonly isHeld: boolean;
  readonly own: ReadonlySet<string>;
}

export interface GatheredColumn extends ColumnData {
  readonly waiting: number;
}

export function useGathered(columns: readonly ColumnData[], holding: Holding) {
  const [kept, setKept] = useState<ReadonlyMap<Lane, Kept | undefined>>(new Map());
  const next = new Map(
    columns.map((column) => [column.stage, keep(kept.get(column.stage), column, holding)]),
  );
  if (columns.some(({ stage }) => next.get(stage) !== kept.get(stage))) setKept(next);
  return {
    columns: columns.map((column): GatheredColumn => {
      const { shown = column.lines, waiting = 0 } = next.get(column.stage) ?? {};
      return { ...column, lines: shown, waiting };
    }),
    /** Let in who waits there; the first of them. */
    reveal(stage: Lane): Line | undefined {
      const [column, before] = [columns.find((one) => one.stage === stage), next.get(stage)];
      if (column === undefined || before === undefined) return undefined;
      setKept(new Map([...next, [stage, { ...before, shown: column.lines, waiting: 0 }]]));
      return column.lines.find(({ id }) => !before.shown.some((one) => one.id === id));
    },
  };
}

/** The same for as long as the server has said nothing new. */
function keep(
  before: Kept | undefined,
  { found, lines }: ColumnData,
  { asked, isHeld, own }: Holding,
): Kept | undefined {
  const { data, isPlaceholderData, hasNextPage: isCut } = found;
  // Of other filters, until the answer to these has come.
  if (data === undefined || isPlaceholderData) return undefined;
  if (before?.asked === asked && before.data === data) return before;
  const isFree = !isHeld && (before?.waiting ?? 0) === 0;
  if (before?.asked !== asked || isFree || before.shown.length === 0)
    return { asked, data, shown: lines, waiting: 0 };
  const hasGrown = data.pages.length > (before.data?.pages.length ?? 0);
  return { asked, data, ...gather(before.shown, lines, { own, isCut, hasGrown }) };
}
