import { createRoute } from "@tanstack/react-router";
import { queryClient } from "../../api/query-client.ts";
import { meQuery } from "../../api/session.ts";
import { programmeRoute } from "../../shell/routes.tsx";
import { todayQuery } from "../../parts/today-query.ts";
import { seenBy } from "../../parts/today-seen.ts";
import { TodayPage } from "./page.tsx";
import { troublesQuery } from "./trouble-queries.ts";

export const todayRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/today",
  // Begun here, not waited for: the page stands while its rows come. Who is signed in is known by then, or soon.
  loader({ params: { programme } }) {
    void queryClient.ensureQueryData(meQuery).then((me) => {
      const seen = seenBy(me, programme);
      if (seen.cases) void queryClient.prefetchQuery(todayQuery(programme));
      if (seen.troubles) void queryClient.prefetchQuery(troublesQuery(programme));
    });
  },
  // Most begin here, and its parts are those of every list: it comes with the first scripts and styles, for two more waits would tell.
  component: TodayPage,
});
