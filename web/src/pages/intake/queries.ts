/** What intake reads. What comes in changes no chart until it is read, so lists are asked for again by themselves. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client.ts";
import type { components } from "../../api/schema.d.ts";
import type { DeliveriesSearch } from "./route.ts";

export type Source = components["schemas"]["Source"];
export type DeliveryDetail = components["schemas"]["DeliveryDetail"];
export type Proposal = components["schemas"]["MappingProposal"];
export type Preview = components["schemas"]["SourcePreview"];
export type Mapping = Source["mapping"];

const LOOK_MS = 15_000;
/** While somebody waits for it. */
export const WAIT_MS = 2_000;

export const sourcesQuery = queryOptions({
  queryKey: ["sources"],
  async queryFn({ signal }) {
    return (await bodyOf(api.GET("/api/v1/sources", { signal }))).items;
  },
});

const under = (programme: string) => (programme === "all" ? {} : { programme });

export const deliveriesQuery = (programme: string, { status, source }: DeliveriesSearch) =>
  infiniteQueryOptions({
    queryKey: ["deliveries", { programme, status, source }],
    queryFn: ({ signal, pageParam }) =>
      bodyOf(
        api.GET("/api/v1/deliveries", {
          signal,
          params: {
            query: {
              ...under(programme),
              ...(status === undefined ? {} : { status }),
              ...(source === undefined ? {} : { source }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: LOOK_MS,
  });

/** The newest of one source, to say when it last delivered and what is held. */
export const newestOfQuery = (source: string, everyMs: number = LOOK_MS) =>
  queryOptions({
    queryKey: ["deliveries", { source, newest: true }],
    async queryFn({ signal }) {
      const query = { source, limit: 200 };
      return (await bodyOf(api.GET("/api/v1/deliveries", { signal, params: { query } }))).items;
    },
    refetchInterval: everyMs,
  });

/** Looking into one is recorded, so it is done once and not over and over. */
export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: ["delivery", id],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/deliveries/{id}", { signal, params: { path: { id } } })),
    staleTime: 60_000,
    refetchInterval: ({ state: { data } }) => (data !== undefined && isUnderWay(data) ? WAIT_MS : false),
  });

export const isUnderWay = ({ status, replays }: DeliveryDetail): boolean =>
  status === "received" || replays.some(({ outcome }) => outcome === null);

export const proposalQuery = (id: string, isWaiting: boolean) =>
  queryOptions({
    queryKey: ["proposal", id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/api/v1/sources/{id}/proposal", { signal, params: { path: { id } } })),
    staleTime: 60_000,
    refetchInterval: isWaiting ? WAIT_MS : false,
  });

/** What a delivery would become with a mapping; undefined asks for the source's own. */
export const previewQuery = (id: string, delivery: string, mapping: Mapping) =>
  queryOptions({
    queryKey: ["preview", id, delivery, mapping],
    queryFn: ({ signal }) =>
      bodyOf(
        api.POST("/api/v1/sources/{id}/preview", {
          signal,
          params: { path: { id } },
          body: { delivery, mapping, contentType: "application/json" },
        }),
      ),
    staleTime: Infinity,
    refetchInterval: false,
  });

/** What looks like spam and waits for a person. */
export const quarantineQuery = (programme: string) =>
  queryOptions({
    queryKey: ["engagements", { programme, state: "quarantined" }],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET("/api/v1/engagements", {
          signal,
          params: { query: { ...under(programme), state: "quarantined", limit: 200 } },
        }),
      ),
  });

/** Why it does: what came in and had points. */
export const suspiciousQuery = (programme: string) =>
  queryOptions({
    queryKey: ["deliveries", { programme, suspicious: true }],
    async queryFn({ signal }) {
      const query = { ...under(programme), score: 1, limit: 200 };
      return (await bodyOf(api.GET("/api/v1/deliveries", { signal, params: { query } }))).items;
    },
  });
