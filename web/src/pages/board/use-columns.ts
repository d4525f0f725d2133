import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { EngagementCounts } from "../../api/shapes.ts";
import { countsQuery } from "../../parts/counts.ts";
import type { Filter } from "./filter.ts";
import type { Lane } from "./queries.ts";
import { columnQuery, linesOf } from "./queries.ts";

interface Asked {
  readonly programme: string;
  readonly filter: Filter;
}

export type ColumnData = ReturnType<typeof useColumn>;

/** The five stages, then the two of the rail, each with how many there are whatever state is chosen. */
export function useColumns(asked: Asked): readonly ColumnData[] {
  const { programme, filter } = asked;
  const { state: _state, ...counted } = filter;
  const { data: counts } = useQuery(countsQuery(programme, counted));
  return [
    useColumn(asked, counts, "inquiry"),
    useColumn(asked, counts, "vetting"),
    useColumn(asked, counts, "assignment"),
    useColumn(asked, counts, "meeting"),
    useColumn(asked, counts, "recommendation"),
    useColumn(asked, counts, "parked"),
    useColumn(asked, counts, "off_board"),
  ];
}

function useColumn(asked: Asked, counts: EngagementCounts | undefined, stage: Lane) {
  const found = useInfiniteQuery(columnQuery({ ...asked, stage }));
  const states = counts?.byState.filter((one) => one.stage === stage) ?? [];
  return { stage, found, lines: linesOf(found.data), count: counts && sumOf(states), states };
}

export interface Sum {
  readonly total: number;
  readonly overdue: number;
}

const sumOf = (some: readonly Sum[]): Sum => ({
  total: some.reduce((sum, { total }) => sum + total, 0),
  overdue: some.reduce((sum, { overdue }) => sum + overdue, 0),
});

/** Of several columns together; undefined until they are counted. */
export const countOf = (columns: readonly ColumnData[]): Sum | undefined =>
  columns.every(({ count }) => count === undefined)
    ? undefined
    : sumOf(columns.flatMap(({ count }) => count ?? []));
