import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client.ts";
import { lineOf } from "../../parts/line.ts";

export const STAGES = [
  "inquiry",
  "vetting",
  "assignment",
  "meeting",
  "recommendation",
  "parked",
  "off_board",
] as const;

/** What the address says of the list. */
export interface Filter {
  readonly stage?: (typeof STAGES)[number];
  readonly state?: string;
  readonly owner?: "me";
  /** An organisation's id. */
  readonly organisation?: string;
}

interface Asked extends Omit<Filter, "owner"> {
  readonly programme: string;
  /** An account's id. */
  readonly owner?: string | undefined;
}

const ROWS = 50;

/** Newest first, page by page. `programme` is a slug or `all`. */
export const listQuery = ({ programme, ...filter }: Asked) =>
  infiniteQueryOptions({
    queryKey: ["engagements", { programme, list: filter }],
    initialPageParam: undefined as string | undefined,
    async queryFn({ signal, pageParam }) {
      const { stage, state, owner, organisation } = filter;
      const query = {
        limit: ROWS,
        ...(programme === "all" ? {} : { programme }),
        ...(stage === undefined ? {} : { stage }),
        ...(state === undefined ? {} : { state }),
        ...(owner === undefined ? {} : { owner }),
        ...(organisation === undefined ? {} : { organisation }),
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      };
      const { items, next } = await bodyOf(api.GET("/api/v1/engagements", { signal, params: { query } }));
      return { lines: items.map(lineOf), next };
    },
    getNextPageParam: ({ next }) => next ?? undefined,
    // A new filter dims the old rows until the new ones come.
    placeholderData: (before) => before,
  });

/** How many there are under the same filters, whether shown or not. */
export const countsQuery = ({ programme, ...filter }: Asked) =>
  queryOptions({
    queryKey: ["counts", { programme, list: filter }],
    async queryFn({ signal }) {
      const { stage, state, owner, organisation } = filter;
      const query = {
        ...(programme === "all" ? {} : { programme }),
        ...(stage === undefined ? {} : { stage }),
        ...(state === undefined ? {} : { state }),
        ...(owner === undefined ? {} : { owner }),
        ...(organisation === undefined ? {} : { organisation }),
      };
      return await bodyOf(api.GET("/api/v1/engagements/counts", { signal, params: { query } }));
    },
  });
