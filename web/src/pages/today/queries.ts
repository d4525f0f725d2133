import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf, newKey, onlyIf } from "../../api/client.ts";
import type { EngagementCard } from "../../api/shapes.ts";

/** Somebody with whom there is work, as a row shows them. */
export interface Row {
  readonly id: string;
  readonly revision: number;
  readonly who: string | null;
  readonly organisation: string | null;
  readonly stage: string | null;
  readonly state: string;
  readonly since: string | null;
  readonly marking: EngagementCard["marking"];
  readonly ownerId: string | null;
}

/** The newest live engagements. `programme` is a slug, or `all`. */
export const newestQuery = (programme: string) =>
  queryOptions({
    queryKey: ["engagements", { programme }],
    async queryFn({ signal }) {
      const query = { limit: 200, ...(programme === "all" ? {} : { programme }) };
      const { items } = await bodyOf(api.GET("/api/v1/engagements", { signal, params: { query } }));
      return items.filter(({ status }) => status === "active").map(rowOf);
    },
  });

const rowOf = ({ owner, ...card }: EngagementCard): Row => ({ ...card, ownerId: owner?.id ?? null });

/** Take somebody on. Refused when another was quicker. */
export function useClaim() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, revision }: Row) =>
      bodyOf(
        api.POST("/api/v1/engagements/{id}/events", {
          params: { path: { id }, header: onlyIf(revision, newKey()) },
          body: { type: "triage.claimed", data: {} },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ["engagements"] }),
  });
}
