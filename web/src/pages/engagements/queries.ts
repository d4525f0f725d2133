import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client.ts";
import { lineOf } from "../../parts/line.ts";
import type { Filter } from "../../parts/filter.ts";

const ROWS = 50;

/** Page by page. `programme` is a slug or `all`. */
export const listQuery = (programme: string, filter: Filter) =>
  infiniteQueryOptions({
    queryKey: ["engagements", { programme, list: filter }],
    initialPageParam: undefined as string | undefined,
    async queryFn({ signal, pageParam }) {
      const query = {
        ...filter,
        limit: ROWS,
        ...(programme === "all" ? {} : { programme }),
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      };
      const { items, next } = await bodyOf(api.GET("/api/v1/engagements", { signal, params: { query } }));
      return { lines: items.map(lineOf), next };
    },
    getNextPageParam: ({ next }) => next ?? undefined,
    // A new filter dims the old rows until the new ones come.
    placeholderData: (before) => before,
  });
