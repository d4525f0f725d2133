/** One list that is taken over, as it stands. */
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../api/client.ts";
import type { components } from "../api/schema.d.ts";

export type Import = components["schemas"]["Import"];

const WATCH_MS = 1_000;

export const isUnderWay = ({ status }: Import): boolean => status === "running" || status === "undoing";

/** Watched while it runs or is undone. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["import", id],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/imports/{id}", { signal, params: { path: { id } } })),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => (data !== undefined && isUnderWay(data) ? WATCH_MS : false),
  });
