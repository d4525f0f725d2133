/** Figures of one period and filter. They follow what happens by some seconds, so nothing asks for them again by itself. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client.ts";
import type { components } from "../../api/schema.d.ts";

/** What the address says; days are `YYYY-MM-DD` and both within the period. */
export interface Asked {
  readonly from?: string;
  readonly to?: string;
  readonly origin?: string;
}

export type FigureName = "funnel" | "time" | "inflow" | "targets" | "bodies" | "health";
export type FunnelRow = components["schemas"]["FunnelFigure"]["items"][number];
export type TimeRow = components["schemas"]["TimeFigure"]["items"][number];
export type InflowRow = components["schemas"]["InflowFigure"]["items"][number];
export type TargetRow = components["schemas"]["TargetsFigure"]["items"][number];
export type BodyRow = components["schemas"]["BodiesFigure"]["items"][number];
export type HealthRow = components["schemas"]["HealthFigure"]["items"][number];

const DAY_MS = 86_400_000;
const FRESH_MS = 60_000;

const under = (programme: string) => (programme === "all" ? {} : { programme });

/** As the API has it: there the period ends before its last day. */
const periodOf = ({ from, to }: Asked) => ({
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to: new Date(Date.parse(to) + DAY_MS).toISOString().slice(0, 10) }),
});

export const filterOf = (programme: string, asked: Asked) => ({
  ...under(programme),
  ...periodOf(asked),
  ...(asked.origin === undefined ? {} : { origin: asked.origin }),
});

const figure = <T>(
  name: FigureName,
  programme: string,
  asked: Asked,
  ask: (signal: AbortSignal, query: ReturnType<typeof filterOf>) => Promise<T>,
) =>
  queryOptions({
    queryKey: ["insights", { name, programme, ...asked }],
    queryFn: ({ signal }) => ask(signal, filterOf(programme, asked)),
    staleTime: FRESH_MS,
    refetchInterval: false,
    placeholderData: keepPreviousData,
  });

export const funnelQuery = (programme: string, asked: Asked) =>
  figure("funnel", programme, asked, (signal, query) =>
    bodyOf(api.GET("/api/v1/insights/funnel", { signal, params: { query } })),
  );

export const timeQuery = (programme: string, asked: Asked) =>
  figure("time", programme, asked, (signal, query) =>
    bodyOf(api.GET("/api/v1/insights/time", { signal, params: { query } })),
  );

export const inflowQuery = (programme: string, asked: Asked) =>
  figure("inflow", programme, asked, (signal, query) =>
    bodyOf(api.GET("/api/v1/insights/inflow", { signal, params: { query } })),
  );

export const targetsQuery = (programme: string, asked: Asked) =>
  figure("targets", programme, asked, (signal, query) =>
    bodyOf(api.GET("/api/v1/insights/targets", { signal, params: { query } })),
  );

/** Groups as they stand now. */
export const bodiesQuery = (programme: string) =>
  queryOptions({
    queryKey: ["groups", { programme, figure: true }],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/api/v1/insights/bodies", { signal, params: { query: under(programme) } })),
    staleTime: FRESH_MS,
  });

export const healthQuery = (programme: string, asked: Asked) =>
  queryOptions({
    queryKey: ["insights", { name: "health", programme, ...periodOf(asked) }],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET("/api/v1/insights/health", {
          signal,
          params: { query: { ...under(programme), ...periodOf(asked) } },
        }),
      ),
    staleTime: FRESH_MS,
    refetchInterval: false,
    placeholderData: keepPreviousData,
  });

/** Where the same figures lie as CSV. */
export function exportHref(name: FigureName, programme: string, asked: Asked): string {
  const query =
    name === "bodies"
      ? under(programme)
      : name === "health"
        ? { ...under(programme), ...periodOf(asked) }
        : filterOf(programme, asked);
  return `/api/v1/insights/${name}/export?${new URLSearchParams(query).toString()}`;
}
