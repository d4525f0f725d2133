import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client.ts";
import type { Line } from "../../parts/line.ts";
import { lineOf } from "../../parts/line.ts";

export const STAGES = ["inquiry", "vetting", "assignment", "meeting", "recommendation"] as const;
/** What has left the columns is in the list `off_board`, on the chart the shelf `closed`. */
export type Lane = (typeof STAGES)[number] | "parked" | "off_board";

/** What the address says of the board. */
export interface Filter {
  readonly owner?: "me";
  readonly state?: string;
}

/** Cards a page of a column. */
const CARDS = 50;

interface Asked {
  readonly programme: string;
  readonly stage: Lane;
  readonly owner?: string | undefined;
  readonly state?: string | undefined;
}

/** One column, page by page. `programme` is a slug or `all`; `owner` an account's id. */
export const columnQuery = ({ programme, stage, owner, state }: Asked) =>
  infiniteQueryOptions({
    queryKey: ["engagements", { programme, stage, owner, state }],
    initialPageParam: undefined as string | undefined,
    async queryFn({ signal, pageParam }) {
      const query = {
        stage,
        limit: CARDS,
        sort: "due" as const,
        ...(programme === "all" ? {} : { programme }),
        ...(owner === undefined ? {} : { owner }),
        ...(state === undefined ? {} : { state }),
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
