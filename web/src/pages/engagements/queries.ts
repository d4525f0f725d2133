import { infiniteQueryOptions } from "@tanstack/react-query";
import type { Filter } from "../../parts/filter.ts";
import { listLines } from "../../parts/list-lines.ts";
import { FORGET_MS } from "../../parts/typed.ts";

const ROWS = 50;

/** Page by page. `programme` is a slug or `all`. */
export const listQuery = (programme: string, filter: Filter) =>
  infiniteQueryOptions({
    queryKey: ["engagements", { programme, list: filter }],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ signal, pageParam: cursor }) =>
      await listLines({ ...filter, programme, cursor, limit: ROWS }, signal),
    getNextPageParam: ({ next }) => next ?? undefined,
    // A new filter dims the old rows until the new ones come.
    placeholderData: (before) => before,
    ...(filter.text === undefined ? {} : { gcTime: FORGET_MS }),
  });
