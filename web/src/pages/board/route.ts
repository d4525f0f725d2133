import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { programmeRoute } from "../../shell/routes.tsx";
import { queryClient } from "../../api/query-client.ts";
import { countsQuery } from "../../parts/counts.ts";
import { typedIn } from "../../parts/entry.ts";
import type { Address } from "./filter.ts";
import { boardFilterOf, countedOf } from "./filter.ts";
import { columnQuery } from "./queries.ts";

export const boardRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/board",
  validateSearch: (search: Record<string, unknown>): Address => boardFilterOf(search),
  loaderDeps: ({ search }) => boardFilterOf(search),
  // Begun here, not waited for: the columns stand while their cards come.
  loader({ params: { programme }, deps, location: { state } }) {
    const filter = { ...deps, ...typedIn(state) };
    void queryClient.prefetchQuery(countsQuery(programme, countedOf(filter)));
    void queryClient.prefetchInfiniteQuery(columnQuery({ programme, stage: "inquiry", filter }));
  },
  component: lazyRouteComponent(() => import("./page.tsx"), "BoardPage"),
});
