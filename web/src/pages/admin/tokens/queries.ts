import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../api/client.ts";
import type { components } from "../../../api/schema.d.ts";

export type Token = components["schemas"]["Token"];

export const tokensQuery = (account: string) =>
  queryOptions({
    queryKey: ["tokens", account],
    async queryFn({ signal }) {
      const path = { id: account };
      return (await bodyOf(api.GET("/api/v1/accounts/{id}/tokens", { signal, params: { path } }))).items;
    },
  });

/** Of all accounts, for whoever administers everything. */
export const allTokensQuery = infiniteQueryOptions({
  queryKey: ["tokens", { of: "all" }],
  queryFn: ({ signal, pageParam }) =>
    bodyOf(
      api.GET("/api/v1/tokens", {
        signal,
        params: { query: { limit: 200, ...(pageParam === null ? {} : { cursor: pageParam }) } },
      }),
    ),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }) => next,
});
