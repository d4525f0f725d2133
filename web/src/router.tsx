/** Every route of the console. A page brings its own in `pages/{name}/route.ts`; here it is hung up. */
import { createRouter } from "@tanstack/react-router";
import { adminRoutes } from "./pages/admin/route.ts";
import { boardRoute } from "./pages/board/route.ts";
import { engagementRoute } from "./pages/engagement/route.ts";
import { engagementsRoute } from "./pages/engagements/route.ts";
import { insightRoutes } from "./pages/insights/route.ts";
import { intakeRoutes } from "./pages/intake/route.ts";
import { interestsRoutes } from "./pages/interests/route.ts";
import { todayRoute } from "./pages/today/route.ts";
import { workflowRoutes } from "./pages/workflows/route.ts";
import {
  homeRoute,
  mailedEngagementRoute,
  mailedTodayRoute,
  programmeRoute,
  rootRoute,
} from "./shell/routes.tsx";
import { Coming } from "./shell/coming.tsx";
import { NothingHere } from "./shell/nothing-here.tsx";
import { PageFailed } from "./shell/page-failed.tsx";
import { Problem } from "./api/problem.ts";

const tree = rootRoute.addChildren([
  homeRoute,
  mailedTodayRoute,
  mailedEngagementRoute,
  programmeRoute.addChildren([
    todayRoute,
    boardRoute,
    engagementsRoute,
    ...intakeRoutes,
    ...workflowRoutes,
    ...insightRoutes,
  ]),
  engagementRoute,
  ...interestsRoutes,
  ...adminRoutes,
]);

export const router = createRouter({
  routeTree: tree,
  basepath: "/console",
  // What a page does not understand of its address, it is not given: an old link shows more, never an error.
  search: { strict: true },
  defaultPreload: "intent",
  // What loaders get, the query cache keeps.
  defaultPreloadStaleTime: 0,
  defaultPendingComponent: Coming,
  defaultPendingMs: 200,
  defaultPendingMinMs: 0,
  scrollRestoration: true,
  defaultNotFoundComponent: NothingHere,
  // What is not for the reader is as absent by its address as it is in the bar.
  defaultErrorComponent: ({ error }) =>
    error instanceof Problem && [403, 404].includes(error.status) ? (
      <NothingHere />
    ) : (
      <PageFailed error={error} />
    ),
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
