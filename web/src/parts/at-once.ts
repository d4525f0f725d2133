import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, newKey, onlyIf } from "../api/client.ts";
import { hear } from "../live/newest.ts";

interface Asked {
  readonly item: { readonly id: string; readonly revision: number };
  readonly event: string;
}

const underway = new Map<string, Promise<unknown>>();

/** What has been sent to it and not been answered yet, whatever becomes of it. */
export const answered = async (id: string): Promise<void> => {
  await Promise.allSettled([underway.get(id)]);
};
export const isSending = (id: string): boolean => underway.has(id);

/** An event that asks for nothing further. Refused when another was quicker. */
export function useAtOnce() {
  const client = useQueryClient();
  return useMutation({
    async mutationFn({ item: { id, revision }, event }: Asked) {
      const sent = bodyOf(
        api.POST("/api/v1/engagements/{id}/events", {
          params: { path: { id }, header: onlyIf(revision, newKey()) },
          body: { type: event, data: {} },
        }),
      );
      underway.set(id, sent);
      try {
        const outcome = await sent;
        hear({ id, revision: outcome.revision });
        return outcome;
      } finally {
        underway.delete(id);
      }
    },
    onSettled: () =>
      Promise.all([["today"], ["engagements"]].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
