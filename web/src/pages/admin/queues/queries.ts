import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../api/client.ts";
import type { components } from "../../../api/schema.d.ts";

export type Workload = components["schemas"]["Workload"];
export type Incident = components["schemas"]["Incident"];

/** Nothing says when this changes, so it is looked at again by itself. */
const LOOK_MS = 10_000;

export const workloadQuery = queryOptions({
  queryKey: ["workload"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/workload", { signal })),
  refetchInterval: LOOK_MS,
});

export const incidentsQuery = queryOptions({
  queryKey: ["incidents"],
  async queryFn({ signal }) {
    return (await bodyOf(api.GET("/api/v1/incidents", { signal }))).items;
  },
  refetchInterval: LOOK_MS,
});
