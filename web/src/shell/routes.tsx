/** The routes that pages hang on, and where links in letters lead. */
import { createRootRoute, createRoute, notFound, redirect } from "@tanstack/react-router";
import { queryClient } from "../api/query-client.ts";
import { meQuery, programmesQuery } from "../api/session.ts";
import { lastProgramme } from "../parts/last-programme.ts";
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

/**
 * `all`, or a programme's slug: everything that lists something is under one. One that is not there, or not the reader's, is
 * nothing; beside what its page asks for, so that it costs no page a round.
 */
export const programmeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/p/$programme",
  async loader({ params: { programme } }) {
    if (programme === "all") return;
    const isKnown = (all: readonly { readonly slug: string }[]) => all.some(({ slug }) => slug === programme);
    if (isKnown(await queryClient.ensureQueryData(programmesQuery))) return;
    // It may be younger than what is kept.
    if (!isKnown(await queryClient.fetchQuery({ ...programmesQuery, staleTime: 0 })))
      notFound({ throw: true });
  },
});

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
