/** Forms about interests: one's own in every programme, and one of them to answer or to assess. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { queryClient } from "../../api/query-client.ts";
import { rootRoute } from "../../shell/routes.tsx";
import { formQuery, ownFormsQuery } from "./queries.ts";

const ownRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/interests",
  loader: () => void queryClient.prefetchQuery(ownFormsQuery),
  component: lazyRouteComponent(() => import("./own.tsx"), "OwnFormsPage"),
});

/** Not under a programme: letters lead here. */
const formRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/interests/$id",
  loader: ({ params }) => void queryClient.prefetchQuery(formQuery(params.id)),
  component: lazyRouteComponent(() => import("./page.tsx"), "InterestsPage"),
});

export const interestsRoutes = [ownRoute, formRoute] as const;
