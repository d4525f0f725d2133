import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client.ts";
import type { Line } from "../../parts/line.ts";
import { lineOf } from "../../parts/line.ts";
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
    async queryFn({ signal, pageParam }) {
      const query = {
        ...filter,
        stage,
        limit: CARDS,
        sort: "due" as const,
        ...(programme === "all" ? {} : { programme }),
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      };
      const { items, next } = await bodyOf(api.GET("/api/v1/engagements", { signal, params: { query } }));
      return { lines: items.map(lineOf), next };
    },
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  });

export const linesOf = (
  data: { readonly pages: readonly { readonly lines: readonly Line[] }[] } | undefined,
): readonly Line[] => data?.pages.flatMap(({ lines }) => lines) ?? [];
