import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, onlyIf } from "../../api/client.ts";
import type { Engagement, JournalEntry } from "../../api/shapes.ts";

/** As every running chart is shown. */
export type Form = Engagement;

export const ownFormsQuery = queryOptions({
  queryKey: ["interests", { own: true }],
  async queryFn({ signal }) {
    return (await bodyOf(api.GET("/api/v1/me/interests", { signal }))).items;
  },
});

export const formQuery = (id: string) =>
  queryOptions({
    queryKey: ["interests", id],
    queryFn: ({ signal }): Promise<Form> =>
      bodyOf(api.GET("/api/v1/interests/{id}", { signal, params: { path: { id }, query: {} } })),
  });

/** What happened to it, the newest first; for whoever reads it whole. */
export const storyQuery = (id: string) =>
  queryOptions({
    queryKey: ["interests", id, "journal"],
    async queryFn({ signal }): Promise<readonly JournalEntry[]> {
      const params = { path: { id }, query: { limit: 200 } };
      const { items } = await bodyOf(api.GET("/api/v1/interests/{id}/journal", { signal, params }));
      return items.toReversed();
    },
  });

interface Sending {
  readonly revision: number;
  readonly key: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/** Refused with `stale-revision` when the form has changed since it was looked at. */
export function useSend(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ revision, key, ...body }: Sending) =>
      bodyOf(
        api.POST("/api/v1/interests/{id}/events", {
          params: { path: { id }, header: onlyIf(revision, key) },
          body,
        }),
      ),
    onSettled: () =>
      Promise.all([["interests"], ["me"]].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
