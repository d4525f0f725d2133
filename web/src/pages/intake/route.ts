/** Intake: what comes in, by which way, and what has to be looked at before it goes on. One page a tab, each its own chunk. */
import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { queryClient } from "../../api/query-client.ts";
import { meQuery } from "../../api/session.ts";
import { programmeRoute } from "../../shell/routes.tsx";
import { deliveriesQuery, sourcesQuery } from "./queries.ts";
import { tabsFor } from "./seen.ts";

export interface DeliveriesSearch {
  readonly status?: DeliveryStatus | undefined;
  /** Id of a source. */
  readonly source?: string | undefined;
}
const STATUSES = ["received", "accepted", "duplicate", "held", "partial", "refused"] as const;
export type DeliveryStatus = (typeof STATUSES)[number];

/** Where the bar leads: to what came in last, or to the first of what one sees. */
const intakeRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/intake",
  async beforeLoad({ params }) {
    const me = await queryClient.ensureQueryData(meQuery);
    const [tab = "deliveries"] = tabsFor(me, params.programme);
    redirect({ to: `/p/$programme/intake/${tab}`, params, replace: true, throw: true });
  },
});

const deliveriesRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/intake/deliveries",
  validateSearch: ({ status, source }: Record<string, unknown>): DeliveriesSearch => ({
    ...(STATUSES.some((known) => known === status) ? { status: status as DeliveryStatus } : {}),
    ...(typeof source === "string" ? { source } : {}),
  }),
  loaderDeps: ({ search }) => search,
  loader: async ({ params, deps }) => {
    await Promise.all([
      queryClient.ensureQueryData(sourcesQuery),
      queryClient.ensureInfiniteQueryData(deliveriesQuery(params.programme, deps)),
    ]);
  },
  component: lazyRouteComponent(() => import("./deliveries.tsx"), "DeliveriesPage"),
});

/** The same list, with one of it open beside. */
const deliveryRoute = createRoute({ getParentRoute: () => deliveriesRoute, path: "$id" });

const sourcesRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/intake/sources",
  loader: () => queryClient.ensureQueryData(sourcesQuery),
  component: lazyRouteComponent(() => import("./sources.tsx"), "SourcesPage"),
});

const sourceRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/intake/sources/$id",
  loader: () => queryClient.ensureQueryData(sourcesQuery),
  component: lazyRouteComponent(() => import("./source.tsx"), "SourcePage"),
});

const quarantineRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/intake/quarantine",
  component: lazyRouteComponent(() => import("./quarantine.tsx"), "QuarantinePage"),
});

const duplicatesRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/intake/duplicates",
  component: lazyRouteComponent(() => import("./duplicates.tsx"), "DuplicatesPage"),
});

const pairRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/intake/duplicates/$id",
  component: lazyRouteComponent(() => import("./pair.tsx"), "PairPage"),
});

const organisationsRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/intake/organisations",
  component: lazyRouteComponent(() => import("./organisations.tsx"), "OrganisationsPage"),
});

const organisationPairRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/intake/organisations/$id",
  component: lazyRouteComponent(() => import("./organisation-pair.tsx"), "OrganisationPairPage"),
});

const importsRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/intake/import",
  component: lazyRouteComponent(() => import("./imports.tsx"), "ImportsPage"),
});

const importRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/intake/import/$id",
  component: lazyRouteComponent(() => import("./import.tsx"), "ImportPage"),
});

const nominateRoute = createRoute({
  getParentRoute: () => programmeRoute,
  path: "/intake/nominate",
  component: lazyRouteComponent(() => import("./nominate.tsx"), "NominatePage"),
});

export const intakeRoutes = [
  intakeRoute,
  deliveriesRoute.addChildren([deliveryRoute]),
  sourcesRoute,
  sourceRoute,
  quarantineRoute,
  duplicatesRoute,
  pairRoute,
  organisationsRoute,
  organisationPairRoute,
  importsRoute,
  importRoute,
  nominateRoute,
] as const;
