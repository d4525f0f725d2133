/** The routes that pages hang on, and where links in letters lead. */
import { createRootRoute, createRoute, redirect } from "@tanstack/react-router";
import { queryClient } from "../api/query-client.ts";
import { meQuery, programmesQuery } from "../api/session.ts";
import { lastProgramme } from "./last-programme.ts";
import { AllFailed } from "./page-failed.tsx";
import { Shell } from "./shell.tsx";

export const rootRoute = createRootRoute({
  async loader() {
    const [me, programmes] = await Promise.all([
      queryClient.ensureQueryData(meQuery),
      queryClient.ensureQueryData(programmesQuery),
    ]);
    return { me, programmes };
  },
  component: Shell,
  pendingComponent: () => null,
  errorComponent: AllFailed,
});

/** `all`, or a programme's slug: everything that lists something is under one. */
export const programmeRoute = createRoute({ getParentRoute: () => rootRoute, path: "/p/$programme" });

export const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad() {
    redirect({
      to: "/p/$programme/today",
      params: { programme: lastProgramme() },
      replace: true,
      throw: true,
    });
  },
});

export const mailedTodayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/today",
  beforeLoad() {
    redirect({ to: "/p/$programme/today", params: { programme: "all" }, replace: true, throw: true });
  },
});

/** A notice in a letter leads to the engagement itself. */
export const mailedEngagementRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/engagements/$id",
  beforeLoad({ params: { id } }) {
    redirect({ to: "/e/$id", params: { id }, replace: true, throw: true });
  },
});
