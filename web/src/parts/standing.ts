/** What may be done with one engagement, and its chart: what menus, drags and bulk acts ask. */
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../api/client.ts";

export const standingQuery = (id: string) =>
  queryOptions({
    queryKey: ["engagements", id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/api/v1/engagements/{id}", { signal, params: { path: { id } } })),
  });

/** A chart laid out, with which event leads where. A version's stays as it is while the page is open. */
export const drawingQuery = (name: string, version: number) =>
  queryOptions({
    queryKey: ["drawings", name, version],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET("/api/v1/workflows/{name}/{version}/drawing", {
          signal,
          params: { path: { name, version: String(version) } },
        }),
      ),
    staleTime: Infinity,
    refetchInterval: false,
  });
