import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { queryClient } from "../../api/query-client.ts";
import { programmeRoute } from "../../shell/routes.tsx";
import type { Filter } from "../../parts/filter.ts";
import { filterOf } from "../../parts/filter.ts";
import { listQuery } from "./queries.ts";

export const engagementsRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/engagements",
  validateSearch: (search: Record<string, unknown>): Filter => filterOf(search),
  loaderDeps: ({ search }) => search,
  loader({ params: { programme }, deps }) {
    void queryClient.prefetchInfiniteQuery(listQuery(programme, deps));
  },
  component: lazyRouteComponent(() => import("./page.tsx"), "EngagementsPage"),
});
