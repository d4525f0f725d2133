import { infiniteQueryOptions } from "@tanstack/react-query";
import type { Line } from "../../parts/line.ts";
import { listLines } from "../../parts/list-lines.ts";
import { FORGET_MS } from "../../parts/typed.ts";
import type { Filter } from "./filter.ts";

export const STAGES = ["inquiry", "vetting", "assignment", "meeting", "recommendation"] as const;
/** What has left the columns is in the list `off_board`, on the chart the shelf `closed`. */
export type Lane = (typeof STAGES)[number] | "parked" | "off_board";

/** Cards a page of a column. */
const CARDS = 50;

interface Asked {
  readonly programme: string;
  readonly stage: Lane;
  readonly filter: Filter;
}

/** One column, page by page. `programme` is a slug or `all`. */
export const columnQuery = ({ programme, stage, filter }: Asked) =>
  infiniteQueryOptions({
    queryKey: ["engagements", { programme, stage, ...filter }],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ signal, pageParam: cursor }) =>
      await listLines({ ...filter, stage, programme, cursor, limit: CARDS, sort: "due" }, signal),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
    ...(filter.text === undefined ? {} : { gcTime: FORGET_MS }),
  });

export const linesOf = (
  data: { readonly pages: readonly { readonly lines: readonly Line[] }[] } | undefined,
): readonly Line[] => data?.pages.flatMap(({ lines }) => lines) ?? [];
