import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { queryClient } from "../../api/query-client.ts";
import { rootRoute } from "../../shell/routes.tsx";
import { kindsIn } from "./kinds.ts";
import { drawingQuery, journalQuery, standingQuery } from "../../parts/standing.ts";
import { effectsQuery } from "./queries.ts";

interface Search {
  /** Type of the event whose form is open. */
  readonly do?: string;
  /** Number of the journal's row after which the page stands. */
  readonly at?: number;
  /** Kinds of entries to show, such as `mails,failed`. */
  readonly show?: string;
  /** The timeline when left out. */
  readonly tab?: "dossier";
}

export const engagementRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/e/$id",
  validateSearch: (search: Record<string, unknown>): Search => {
    const at = Number(search["at"]);
    const kinds = kindsIn(search["show"]);
    return {
      ...(typeof search["do"] === "string" ? { do: search["do"] } : {}),
      ...(Number.isInteger(at) && at > 0 ? { at } : {}),
      ...(kinds.length > 0 ? { show: kinds.join(",") } : {}),
      ...(search["tab"] === "dossier" ? { tab: "dossier" } : {}),
    };
  },
  async loader({ params: { id } }) {
    const { workflow, version, stage } = await queryClient.ensureQueryData(standingQuery(id));
    // Of a roster card there is no more to read.
    if (stage !== null) {
      void queryClient.prefetchQuery(journalQuery(id));
      void queryClient.prefetchQuery(effectsQuery(id));
    }
    await queryClient.ensureQueryData(drawingQuery(workflow, version));
  },
  component: lazyRouteComponent(() => import("./page.tsx"), "EngagementPage"),
});
