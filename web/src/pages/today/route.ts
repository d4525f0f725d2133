import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { queryClient } from "../../api/query-client.ts";
import { programmeRoute } from "../../shell/routes.tsx";
import { todayQuery } from "./queries.ts";

export const todayRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/today",
  // Begun here, not waited for: the page stands while its rows come.
  loader({ params }) {
    void queryClient.prefetchQuery(todayQuery(params.programme));
  },
  component: lazyRouteComponent(() => import("./page.tsx"), "TodayPage"),
});
