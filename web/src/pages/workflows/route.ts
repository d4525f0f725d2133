/** Workflows: every chart as it is drawn, and what stopped in one. */
import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { queryClient } from "../../api/query-client.ts";
import { programmeRoute } from "../../shell/routes.tsx";
import { drawingQuery } from "../../parts/standing.ts";
import { detailQuery, newestOf, workflowsQuery } from "./queries.ts";

/** Where the bar leads: to the chart of engagements as it runs today. */
const workflowsRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/workflows",
  async beforeLoad({ params: { programme } }) {
    const newest = newestOf(await queryClient.ensureQueryData(workflowsQuery));
    const { name, version } = newest.find((one) => one.name === "engagement") ?? newest[0] ?? NONE;
    redirect({
      to: "/p/$programme/workflows/$name/$version",
      params: { programme, name, version: String(version) },
      replace: true,
      throw: true,
    });
  },
});
const NONE = { name: "engagement", version: 1 };

const chartRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/workflows/$name/$version",
  /** `with` is the version to compare it with. */
  validateSearch: (search: Record<string, unknown>): { with?: number } => {
    const other = Number(search["with"]);
    return Number.isInteger(other) && other > 0 ? { with: other } : {};
  },
  async loader({ params: { name, version } }) {
    void queryClient.prefetchQuery(detailQuery(name, Number(version)));
    await Promise.all([
      queryClient.ensureQueryData(workflowsQuery),
      queryClient.ensureQueryData(drawingQuery(name, Number(version))),
    ]);
  },
  component: lazyRouteComponent(() => import("./page.tsx"), "ChartPage"),
});

const parkedRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/workflows/parked",
  component: lazyRouteComponent(() => import("./parked.tsx"), "ParkedPage"),
});

/** The same list, with one of it pointed at. */
const parkedOneRoute = createRoute({ getParentRoute: () => parkedRoute, path: "$id" });

export const workflowRoutes = [
  workflowsRoute,
  chartRoute,
  parkedRoute.addChildren([parkedOneRoute]),
] as const;
