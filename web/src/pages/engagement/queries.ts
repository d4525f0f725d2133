import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, onlyIf } from "../../api/client.ts";
import { hear } from "../../live/newest.ts";
import type { Because } from "../../parts/because.ts";

/** As it stood after that row of the journal; what is past does not change. */
export const engagementThenQuery = (id: string, at: number) =>
  queryOptions({
    queryKey: ["engagements", id, at],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET("/api/v1/engagements/{id}", { signal, params: { path: { id }, query: { at: String(at) } } }),
      ),
  });

export const mailsQuery = (id: string) =>
  queryOptions({
    queryKey: ["mails", id],
    async queryFn({ signal }) {
      const query = { instance: id, limit: 200 };
      const { items } = await bodyOf(api.GET("/api/v1/mails", { signal, params: { query } }));
      return items;
    },
  });

/** What became of all that it asked for: mails, deadlines, word to others. */
export const effectsQuery = (id: string) =>
  queryOptions({
    queryKey: ["effects", id],
    async queryFn({ signal }) {
      const params = { path: { id } };
      return (await bodyOf(api.GET("/api/v1/engagements/{id}/effects", { signal, params }))).items;
    },
  });

/** Reading it is recorded each time, so it is read when somebody opens it and not again by itself. */
export const dossierQuery = (id: string) =>
  queryOptions({
    queryKey: ["dossier", id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/api/v1/engagements/{id}/dossier", { signal, params: { path: { id } } })),
    staleTime: Infinity,
    refetchInterval: false,
    refetchOnWindowFocus: false,
  });

/** The one form about interests of a person in a programme, if there is one. */
export const interestsQuery = (programme: string, party: string) =>
  queryOptions({
    queryKey: ["interests", { programme, party }],
    async queryFn({ signal }) {
      const query = { programme, party, limit: 1 };
      const { items } = await bodyOf(api.GET("/api/v1/interests", { signal, params: { query } }));
      return items[0] ?? null;
    },
  });

export interface Sending {
  readonly revision: number;
  readonly key: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly happenedOn?: string;
  readonly onBehalfOf?: "stakeholder";
}

/** Refused with `stale-revision` when the engagement has changed since it was looked at. */
export function useSend(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ revision, key, ...body }: Sending) =>
      bodyOf(
        api.POST("/api/v1/engagements/{id}/events", {
          params: { path: { id }, header: onlyIf(revision, key) },
          body,
        }),
      ).then((outcome) => {
        hear({ id, revision: outcome.revision });
        return outcome;
      }),
    onSettled: () =>
      Promise.all(
        [["engagements"], ["journal", id], ["mails", id], ["effects", id]].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

/** All that failed of it is tried again. For administrators. */
export function useRetry(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (because: Because) =>
      api.POST("/api/v1/instances/{id}/retry", { params: { path: { id } }, body: { because } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["effects", id] }),
  });
}
