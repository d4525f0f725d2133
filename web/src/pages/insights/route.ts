/** Insights: pictures of the whole, each for whoever may see what it counts. */
import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { queryClient } from "../../api/query-client.ts";
import { meQuery } from "../../api/session.ts";
import { programmeRoute } from "../../shell/routes.tsx";
import type { Asked, FigureName } from "./queries.ts";
import { bodiesQuery, funnelQuery, healthQuery, inflowQuery, targetsQuery, timeQuery } from "./queries.ts";
import { figuresFor } from "./seen.ts";

const isDay = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));

const validateSearch = ({ from, to, origin }: Record<string, unknown>): Asked => ({
  ...(isDay(from) ? { from } : {}),
  ...(isDay(to) ? { to } : {}),
  ...(typeof origin === "string" && origin !== "" ? { origin } : {}),
});

/** Where the bar leads: to the first figure that one may see. */
const insightsRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/insights",
  validateSearch,
  beforeLoad: async ({ params, search }) => goTo(await seen(params.programme), params, search),
});

const seen = async (programme: string): Promise<readonly FigureName[]> =>
  figuresFor(await queryClient.ensureQueryData(meQuery), programme);

function goTo([first]: readonly FigureName[], params: { readonly programme: string }, search: Asked): void {
  const to = first === undefined ? "/p/$programme/today" : (`/p/$programme/insights/${first}` as const);
  redirect({ to, params, search: first === undefined ? {} : search, replace: true, throw: true });
}

/** Whoever may not see a figure is led to one that they may. */
const only =
  (figure: FigureName) =>
  async ({ params, search }: { readonly params: { readonly programme: string }; readonly search: Asked }) => {
    const figures = await seen(params.programme);
    if (!figures.includes(figure)) goTo(figures, params, search);
  };

const funnelRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/insights/funnel",
  validateSearch,
  beforeLoad: only("funnel"),
  loaderDeps: ({ search }) => search,
  loader: ({ params, deps }) => void queryClient.prefetchQuery(funnelQuery(params.programme, deps)),
  component: lazyRouteComponent(() => import("./funnel.tsx"), "FunnelPage"),
});

const timeRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/insights/time",
  validateSearch,
  beforeLoad: only("time"),
  loaderDeps: ({ search }) => search,
  loader: ({ params, deps }) => void queryClient.prefetchQuery(timeQuery(params.programme, deps)),
  component: lazyRouteComponent(() => import("./time.tsx"), "TimePage"),
});

const inflowRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/insights/inflow",
  validateSearch,
  beforeLoad: only("inflow"),
  loaderDeps: ({ search }) => search,
  loader: ({ params, deps }) => void queryClient.prefetchQuery(inflowQuery(params.programme, deps)),
  component: lazyRouteComponent(() => import("./inflow.tsx"), "InflowPage"),
});

const targetsRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/insights/targets",
  validateSearch,
  beforeLoad: only("targets"),
  loaderDeps: ({ search }) => search,
  loader: ({ params, deps }) => void queryClient.prefetchQuery(targetsQuery(params.programme, deps)),
  component: lazyRouteComponent(() => import("./targets.tsx"), "TargetsPage"),
});

const bodiesRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/insights/bodies",
  validateSearch,
  beforeLoad: only("bodies"),
  loader: ({ params }) => void queryClient.prefetchQuery(bodiesQuery(params.programme)),
  component: lazyRouteComponent(() => import("./bodies.tsx"), "BodiesPage"),
});

const healthRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/insights/health",
  validateSearch,
  beforeLoad: only("health"),
  loaderDeps: ({ search }) => search,
  loader: ({ params, deps }) => void queryClient.prefetchQuery(healthQuery(params.programme, deps)),
  component: lazyRouteComponent(() => import("./health.tsx"), "HealthPage"),
});

export const insightRoutes = [
  insightsRoute,
  funnelRoute,
  timeRoute,
  inflowRoute,
  targetsRoute,
  bodiesRoute,
  healthRoute,
] as const;
