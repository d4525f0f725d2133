import { useInfiniteQuery } from "@tanstack/react-query";
import type { Lane } from "./queries.ts";
import { columnQuery, linesOf } from "./queries.ts";

interface Asked {
  readonly programme: string;
  readonly owner: string | undefined;
  readonly state: string | undefined;
}

export type ColumnData = ReturnType<typeof useColumn>;

/** The five stages, and the two of the rail. */
export function useColumns(asked: Asked): { onBoard: readonly ColumnData[]; rail: readonly ColumnData[] } {
  const onBoard = [
    useColumn(asked, "inquiry"),
    useColumn(asked, "vetting"),
    useColumn(asked, "assignment"),
    useColumn(asked, "meeting"),
    useColumn(asked, "recommendation"),
  ];
  return { onBoard, rail: [useColumn(asked, "parked"), useColumn(asked, "off_board")] };
}

/** `all` for its counts by state, `found` under the chosen state; without one they are the same answer. */
function useColumn({ programme, owner, state }: Asked, stage: Lane) {
  const all = useInfiniteQuery(columnQuery({ programme, stage, owner }));
  const found = useInfiniteQuery(columnQuery({ programme, stage, owner, state }));
  return { stage, all, found, lines: linesOf(found.data) };
}
