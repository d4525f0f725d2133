/** Administration: setting up, handing over, proving. One address a tab, each its own chunk. */
import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { queryClient } from "../../api/query-client.ts";
import { meQuery } from "../../api/session.ts";
import { rootRoute } from "../../shell/routes.tsx";
import type { AuditSearch } from "./audit/search.ts";
import { readAuditSearch } from "./audit/search.ts";
import type { Tab } from "./may.ts";
import { tabsFor } from "./may.ts";

const goTo = (tab: Tab): void => {
  redirect({ to: `/admin/${tab}`, replace: true, throw: true });
};

/** Where the bar leads: to the first part that one may see. */
const adminRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/admin",
  async beforeLoad() {
    goTo(tabsFor(await queryClient.ensureQueryData(meQuery))[0] ?? "tokens");
  },
});

/** Whoever may not see a part is led to what they may see. */
const only = (tab: Tab) => async (): Promise<void> => {
  const tabs = tabsFor(await queryClient.ensureQueryData(meQuery));
  if (!tabs.includes(tab)) goTo(tabs[0] ?? "tokens");
};

const programmesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/admin/programmes",
  beforeLoad: only("programmes"),
  component: lazyRouteComponent(() => import("./programmes/page.tsx"), "ProgrammesPage"),
});

const programmeSettingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/admin/programmes/$slug",
  beforeLoad: only("programmes"),
  component: lazyRouteComponent(() => import("./programmes/programme.tsx"), "ProgrammePage"),
});

const publicPagesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/admin/programmes/$slug/public",
  beforeLoad: only("programmes"),
  component: lazyRouteComponent(() => import("./programmes/public.tsx"), "PublicPage"),
});

const peopleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/admin/people",
  beforeLoad: only("people"),
  component: lazyRouteComponent(() => import("./people/page.tsx"), "PeoplePage"),
});

const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/admin/people/$id",
  beforeLoad: only("people"),
  component: lazyRouteComponent(() => import("./people/account.tsx"), "AccountPage"),
});

const tokensRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/admin/tokens",
  component: lazyRouteComponent(() => import("./tokens/page.tsx"), "TokensPage"),
});

const queuesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/admin/queues",
  beforeLoad: only("queues"),
  component: lazyRouteComponent(() => import("./queues/page.tsx"), "QueuesPage"),
});

const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/admin/audit",
  validateSearch: (search: Record<string, unknown>): AuditSearch => readAuditSearch(search),
  beforeLoad: only("audit"),
  component: lazyRouteComponent(() => import("./audit/page.tsx"), "AuditPage"),
});

export const adminRoutes = [
  adminRoute,
  programmesRoute,
  programmeSettingsRoute,
  publicPagesRoute,
  peopleRoute,
  accountRoute,
  tokensRoute,
  queuesRoute,
  auditRoute,
] as const;
