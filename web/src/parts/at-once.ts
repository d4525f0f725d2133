import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, newKey, onlyIf } from "../api/client.ts";

interface Asked {
  readonly item: { readonly id: string; readonly revision: number };
  readonly event: string;
}

/** An event that asks for nothing further. Refused when another was quicker. */
export function useAtOnce() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ item: { id, revision }, event }: Asked) =>
      bodyOf(
        api.POST("/api/v1/engagements/{id}/events", {
          params: { path: { id }, header: onlyIf(revision, newKey()) },
          body: { type: event, data: {} },
        }),
      ),
    onSettled: () =>
      Promise.all([["today"], ["engagements"]].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
