/** Where one engagement stands, its story and its chart: what its page, menus, drags and looks beside a list ask. */
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../api/client.ts";
import type { JournalEntry } from "../api/shapes.ts";

export const standingQuery = (id: string) =>
  queryOptions({
    queryKey: ["engagements", id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/api/v1/engagements/{id}", { signal, params: { path: { id } } })),
  });

const ENTRIES_A_PAGE = 200;

/** All of it, oldest first. */
export const journalQuery = (id: string) =>
  queryOptions({
    queryKey: ["journal", id],
    async queryFn({ signal }) {
      const entries: JournalEntry[] = [];
      for (let cursor = 0; ;) {
        const query = { limit: ENTRIES_A_PAGE, cursor };
        const { items, next } = await bodyOf(
          api.GET("/api/v1/engagements/{id}/journal", { signal, params: { path: { id }, query } }),
        );
        entries.push(...items);
        if (next === null) return entries;
        cursor = Number(next);
      }
    },
  });

/** A chart laid out, with which event leads where. A version's stays as it is while the page is open. */
export const drawingQuery = (name: string, version: number) =>
  queryOptions({
    queryKey: ["drawings", name, version],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET("/api/v1/workflows/{name}/{version}/drawing", {
          signal,
          params: { path: { name, version: String(version) } },
        }),
      ),
    staleTime: Infinity,
    refetchInterval: false,
  });
