import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { queryClient } from "../../api/query-client.ts";
import { programmeRoute } from "../../shell/routes.tsx";
import { typedIn } from "../../parts/entry.ts";
import type { Address } from "../../parts/filter.ts";
import { filterOf } from "../../parts/filter.ts";
import { listQuery } from "./queries.ts";

export const engagementsRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/engagements",
  validateSearch: (search: Record<string, unknown>): Address => filterOf(search),
  loaderDeps: ({ search }) => filterOf(search),
  loader({ params: { programme }, deps, location: { state } }) {
    void queryClient.prefetchInfiniteQuery(listQuery(programme, { ...deps, ...typedIn(state) }));
  },
  component: lazyRouteComponent(() => import("./page.tsx"), "EngagementsPage"),
});
