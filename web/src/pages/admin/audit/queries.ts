import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../api/client.ts";
import type { components } from "../../../api/schema.d.ts";
import type { AuditSearch } from "./search.ts";
import { queryOf } from "./search.ts";

export type AuditRow = components["schemas"]["AuditRow"];

/** Each look stands in the trail, so it is asked once and not over and over. */
export const auditQuery = (search: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ["audit", search],
    queryFn: ({ signal, pageParam }) =>
      bodyOf(
        api.GET("/api/v1/audit", {
          signal,
          params: { query: { ...queryOf(search), ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    staleTime: 10_000,
    refetchInterval: false,
    refetchOnWindowFocus: false,
  });

/** The same rows as a file; that it was taken stands in the trail. */
export const exportAddress = (search: AuditSearch): string =>
  `/api/v1/audit/export?${new URLSearchParams(queryOf(search)).toString()}`;

export const verifyPart = async (programme: string | null, cursor: string | null) =>
  await bodyOf(
    api.GET("/api/v1/audit/verify", {
      params: {
        query: {
          ...(programme === null ? {} : { programme }),
          ...(cursor === null ? {} : { cursor }),
        },
      },
    }),
  );
