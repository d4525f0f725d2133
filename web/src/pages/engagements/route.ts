import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { queryClient } from "../../api/query-client.ts";
import { programmeRoute } from "../../shell/routes.tsx";
import type { Filter } from "./queries.ts";
import { listQuery, STAGES } from "./queries.ts";

export const engagementsRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/engagements",
  validateSearch({ stage, state, owner, organisation }: Record<string, unknown>): Filter {
    const known = STAGES.find((one) => one === stage);
    return {
      ...(known === undefined ? {} : { stage: known }),
      ...(typeof state === "string" && state !== "" ? { state } : {}),
      ...(owner === "me" ? { owner } : {}),
      ...(typeof organisation === "string" && organisation !== "" ? { organisation } : {}),
    };
  },
  loader({ params: { programme } }) {
    void queryClient.prefetchInfiniteQuery(listQuery({ programme }));
  },
  component: lazyRouteComponent(() => import("./page.tsx"), "EngagementsPage"),
});
