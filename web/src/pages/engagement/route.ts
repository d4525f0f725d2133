import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { queryClient } from "../../api/query-client.ts";
import { rootRoute } from "../../shell/routes.tsx";
import { drawingQuery, engagementQuery, journalQuery, mailsQuery } from "./queries.ts";

interface Search {
  /** Type of the event whose form is open. */
  readonly do?: string;
  /** Number of the journal's row after which the page stands. */
  readonly at?: number;
}

export const engagementRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/e/$id",
  validateSearch: (search: Record<string, unknown>): Search => {
    const at = Number(search["at"]);
    return {
      ...(typeof search["do"] === "string" ? { do: search["do"] } : {}),
      ...(Number.isInteger(at) && at > 0 ? { at } : {}),
    };
  },
  async loader({ params: { id } }) {
    void queryClient.prefetchQuery(journalQuery(id));
    void queryClient.prefetchQuery(mailsQuery(id));
    const { workflow, version } = await queryClient.ensureQueryData(engagementQuery(id));
    await queryClient.ensureQueryData(drawingQuery(workflow, version));
  },
  component: lazyRouteComponent(() => import("./page.tsx"), "EngagementPage"),
});
