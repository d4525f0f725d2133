/** Charts, where instances stand in them, and which have stopped. Who operates hears nothing of cases, so it is asked again by itself. */
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client.ts";
import type { Act, Because } from "../../parts/because.ts";
import type { components } from "../../api/schema.d.ts";

export type Workflow = components["schemas"]["Workflow"];
export type Parked = components["schemas"]["Parked"];
export type Preview = components["schemas"]["MigrationPreview"];

const LOOK_MS = 15_000;
/** What never changes while the page is open. */
const KEPT = { staleTime: Infinity, refetchInterval: false } as const;

export const workflowsQuery = queryOptions({
  queryKey: ["workflows"],
  async queryFn({ signal }) {
    return (await bodyOf(api.GET("/api/v1/workflows", { signal }))).items;
  },
  ...KEPT,
});

/** Of each chart its newest version, in the order of the house. */
export function newestOf(workflows: readonly Workflow[]): readonly Workflow[] {
  const newest = new Map<string, Workflow>();
  for (const one of workflows)
    if (one.version >= (newest.get(one.name)?.version ?? 0)) newest.set(one.name, one);
  return [...newest.values()];
}

export const detailQuery = (name: string, version: number) =>
  queryOptions({
    queryKey: ["workflows", name, version],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/api/v1/workflows/{name}", { signal, params: { path: { name }, query: { version } } })),
    ...KEPT,
  });

const under = (programme: string) => (programme === "all" ? {} : { programme });

/** By version and state, of any chart: for who operates it. */
export const standingsQuery = (name: string, programme: string) =>
  queryOptions({
    queryKey: ["standings", { name, programme }],
    async queryFn({ signal }) {
      const params = { path: { name }, query: under(programme) };
      return (await bodyOf(api.GET("/api/v1/workflows/{name}/counts", { signal, params }))).items;
    },
    refetchInterval: LOOK_MS,
  });

/** By state, of the engagements that one may know. */
export const countsQuery = (programme: string) =>
  queryOptions({
    queryKey: ["counts", { programme, chart: true }],
    async queryFn({ signal }) {
      const params = { query: under(programme) };
      return (await bodyOf(api.GET("/api/v1/engagements/counts", { signal, params }))).byState;
    },
  });

const PARKED_MAX = 200;

export const parkedQuery = (programme: string) =>
  queryOptions({
    queryKey: ["parked", { programme }],
    async queryFn({ signal }) {
      const query = { ...under(programme), limit: PARKED_MAX };
      return await bodyOf(api.GET("/api/v1/instances/parked", { signal, params: { query } }));
    },
    refetchInterval: LOOK_MS,
  });

/** What moving each of them to that version would do. */
export const previewsQuery = (ids: readonly string[], to: number) =>
  queryOptions({
    queryKey: ["migrate-preview", { ids, to }],
    queryFn: ({ signal }) =>
      Promise.all(
        ids.map((id) =>
          bodyOf(
            api.POST("/api/v1/instances/{id}/migrate-preview", {
              signal,
              params: { path: { id } },
              body: { to },
            }),
          ),
        ),
      ),
    staleTime: LOOK_MS,
    refetchInterval: false,
  });

/** Put one back into service. Throws `conflict` when somebody has done it already. */
export async function remedy({ id, remedies }: Parked, act: Act, because: Because): Promise<void> {
  const params = { path: { id } };
  const found = remedies.find((one) => one.act === act);
  switch (found?.act) {
    case "retry":
      await api.POST("/api/v1/instances/{id}/retry", { params, body: { because } });
      return;
    case "skip":
      await api.POST("/api/v1/instances/{id}/skip", { params, body: { effect: found.effect, because } });
      return;
    case "migrate":
      await api.POST("/api/v1/instances/{id}/migrate", { params, body: { to: found.to, because } });
      return;
    case undefined:
  }
}
