/** Insights: four pictures of the whole, under one period and filter. */
import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { queryClient } from "../../api/query-client.ts";
import { programmeRoute } from "../../shell/routes.tsx";
import type { Asked } from "./queries.ts";
import { funnelQuery, inflowQuery, targetsQuery, timeQuery } from "./queries.ts";

const isDay = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));

const validateSearch = ({ from, to, origin }: Record<string, unknown>): Asked => ({
  ...(isDay(from) ? { from } : {}),
  ...(isDay(to) ? { to } : {}),
  ...(typeof origin === "string" && origin !== "" ? { origin } : {}),
});

/** Where the bar leads. */
const insightsRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/insights",
  validateSearch,
  beforeLoad({ params, search }) {
    // oxlint-disable-next-line typescript/only-throw-error -- the router is told where to go by what is thrown
    throw redirect({ to: "/p/$programme/insights/funnel", params, search, replace: true });
  },
});

const funnelRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/insights/funnel",
  validateSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ params, deps }) => void queryClient.prefetchQuery(funnelQuery(params.programme, deps)),
  component: lazyRouteComponent(() => import("./funnel.tsx"), "FunnelPage"),
});

const timeRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/insights/time",
  validateSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ params, deps }) => void queryClient.prefetchQuery(timeQuery(params.programme, deps)),
  component: lazyRouteComponent(() => import("./time.tsx"), "TimePage"),
});

const inflowRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/insights/inflow",
  validateSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ params, deps }) => void queryClient.prefetchQuery(inflowQuery(params.programme, deps)),
  component: lazyRouteComponent(() => import("./inflow.tsx"), "InflowPage"),
});

const targetsRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/insights/targets",
  validateSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ params, deps }) => void queryClient.prefetchQuery(targetsQuery(params.programme, deps)),
  component: lazyRouteComponent(() => import("./targets.tsx"), "TargetsPage"),
});

export const insightRoutes = [insightsRoute, funnelRoute, timeRoute, inflowRoute, targetsRoute] as const;
