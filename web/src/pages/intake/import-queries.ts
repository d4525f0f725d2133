import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client.ts";
import type { Import } from "../../parts/list-query.ts";

export type Forecast = keyof Import["forecast"];

const MANY = 200;

export const importsQuery = queryOptions({
  queryKey: ["imports"],
  async queryFn({ signal }) {
    return (await bodyOf(api.GET("/api/v1/imports", { signal, params: { query: { limit: MANY } } }))).items;
  },
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
