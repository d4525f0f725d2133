import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { queryClient } from "../../api/query-client.ts";
import { programmeRoute } from "../../shell/routes.tsx";
import { newestQuery } from "./queries.ts";

export const todayRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/today",
  loader: ({ params }) => queryClient.ensureQueryData(newestQuery(params.programme)),
  component: lazyRouteComponent(() => import("./page.tsx"), "TodayPage"),
});
