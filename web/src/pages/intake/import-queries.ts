import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client.ts";
import type { components } from "../../api/schema.d.ts";

export type Import = components["schemas"]["Import"];
export type Forecast = keyof Import["forecast"];

const WATCH_MS = 1_000;
const MANY = 200;

export const importsQuery = queryOptions({
  queryKey: ["imports"],
  async queryFn({ signal }) {
    return (await bodyOf(api.GET("/api/v1/imports", { signal, params: { query: { limit: MANY } } }))).items;
  },
});

/** Watched while it runs or is undone. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["import", id],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/imports/{id}", { signal, params: { path: { id } } })),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data?.status === "running" || data?.status === "undoing" ? WATCH_MS : false,
  });

/** `of` names the state of the import, so that rows are asked for again when it has moved on. */
export const importRowsQuery = (id: string, forecast: Forecast | undefined, of: string) =>
  queryOptions({
    queryKey: ["import-rows", id, forecast, of],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET("/api/v1/imports/{id}/rows", {
          signal,
          params: {
            path: { id },
            query: { limit: MANY, ...(forecast === undefined ? {} : { forecast }) },
          },
        }),
      ),
    refetchInterval: false,
  });
