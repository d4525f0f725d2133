/** How many there are under a filter, whether shown or not: the board's heads and the list's total. */
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../api/client.ts";
import type { paths } from "../api/schema.d.ts";
import { FORGET_MS } from "./typed.ts";

type Query = NonNullable<paths["/api/v1/engagements/counts"]["get"]["parameters"]["query"]>;
/** As the API takes them, but for the programme. */
export type CountFilter = Omit<Query, "programme">;

/** Adjusted by what the stream tells, but of what is overdue, which time alone changes. */
const ANEW_MS = 60_000;

/** `programme` is a slug or `all`. */
export const countsQuery = (programme: string, filter: CountFilter = {}) =>
  queryOptions({
    queryKey: ["counts", { programme, ...filter }] as const,
    queryFn({ signal }) {
      const { text, ...rest } = filter;
      const params = { query: { ...rest, ...(programme === "all" ? {} : { programme }) } };
      return bodyOf(
        text === undefined
          ? api.GET("/api/v1/engagements/counts", { signal, params })
          : api.POST("/api/v1/engagements/search/counts", { signal, params, body: { text } }),
      );
    },
    refetchInterval: ANEW_MS,
    // A new filter keeps the old numbers until the new ones come.
    placeholderData: (before) => before,
    ...(filter.text === undefined ? {} : { gcTime: FORGET_MS }),
  });
