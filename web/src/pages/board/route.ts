import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { programmeRoute } from "../../shell/routes.tsx";
import { queryClient } from "../../api/query-client.ts";
import type { Filter } from "./queries.ts";
import { columnQuery } from "./queries.ts";

export const boardRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/board",
  validateSearch: ({ owner, state }: Record<string, unknown>): Filter => ({
    ...(owner === "me" ? { owner } : {}),
    ...(typeof state === "string" && state !== "" ? { state } : {}),
  }),
  // Begun here, not waited for: the columns stand while their cards come.
  loader({ params }) {
    const { programme } = params;
    void queryClient.prefetchInfiniteQuery(columnQuery({ programme, stage: "inquiry" }));
  },
  component: lazyRouteComponent(() => import("./page.tsx"), "BoardPage"),
});
