import type { UseQueryResult } from "@tanstack/react-query";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { EngagementCounts } from "../../api/shapes.ts";
import { countsQuery } from "../../parts/counts.ts";
import { STATES } from "../../parts/use-choices.ts";
import type { Filter } from "./filter.ts";
import { countedOf } from "./filter.ts";
import type { Lane } from "./queries.ts";
import { columnQuery, linesOf, STAGES } from "./queries.ts";

interface Asked {
  readonly programme: string;
  readonly filter: Filter;
  /** Whose cards stand in the rail is asked for only then. */
  readonly isRailOpen: boolean;
}

export type ColumnData = ReturnType<typeof useColumn>;

/** The five stages, then the two of the rail, each with how many there are whatever state is chosen. */
export function useColumns(asked: Asked): readonly ColumnData[] {
  const { programme, filter } = asked;
  const counted = useQuery(countsQuery(programme, countedOf(filter)));
  return [
    useColumn(asked, counted, "inquiry"),
    useColumn(asked, counted, "vetting"),
    useColumn(asked, counted, "assignment"),
    useColumn(asked, counted, "meeting"),
    useColumn(asked, counted, "recommendation"),
    useColumn(asked, counted, "parked"),
    useColumn(asked, counted, "off_board"),
  ];
}

function useColumn(
  { programme, filter, isRailOpen }: Asked,
  { data: counts, isPending }: UseQueryResult<EngagementCounts>,
  stage: Lane,
) {
  const enabled = isRailOpen || STAGES.some((one) => one === stage);
  const found = useInfiniteQuery({ ...columnQuery({ programme, filter, stage }), enabled });
  const order: readonly (string | null)[] = STATES[stage];
  const states = (counts?.byState ?? [])
    .filter((one) => one.stage === stage)
    .toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
  return {
    stage,
    found,
    lines: linesOf(found.data),
    count: counts && sumOf(states),
    /** Its head may grow yet: cards below it would move. */
    isCounting: isPending,
    states,
  };
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
