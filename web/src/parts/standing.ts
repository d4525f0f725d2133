/** What may be done with one engagement, and its chart: what menus, drags and bulk acts ask. */
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../api/client.ts";

export const standingQuery = (id: string) =>
  queryOptions({
    queryKey: ["engagements", id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/api/v1/engagements/{id}", { signal, params: { path: { id } } })),
  });

/** Which event leads where. A version's chart stays as it is while the page is open. */
export const drawingQuery = (version: number) =>
  queryOptions({
    queryKey: ["drawings", "engagement", version],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET("/api/v1/workflows/{name}/{version}/drawing", {
          signal,
          params: { path: { name: "engagement", version: String(version) } },
        }),
      ),
    staleTime: Infinity,
    refetchInterval: false,
  });
