import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client.ts";
import type { Today, TodayItem } from "../../api/shapes.ts";
import { todayQuery } from "../../parts/today-query.ts";
import type { PartName } from "./arrange.ts";
import { everyPart } from "./arrange.ts";

interface Snooze {
  readonly item: TodayItem;
  /** Null shows it again. */
  readonly until: Date | null;
}

/** Shown as done before the server has it: it is the reader's own view, and nobody else's. */
export function useSnooze(programme: string) {
  const client = useQueryClient();
  const { queryKey } = todayQuery(programme);
  return useMutation({
    mutationFn: ({ item: { id }, until }: Snooze) =>
      bodyOf(
        api.PUT("/api/v1/engagements/{id}/snooze", {
          params: { path: { id } },
          body: { until: until?.toISOString() ?? null },
        }),
      ),
    async onMutate({ item, until }) {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      if (before !== undefined && until !== null)
        client.setQueryData(queryKey, hidden(before, item, until.toISOString()));
      return before;
    },
    onError: (_error, _asked, before) => client.setQueryData(queryKey, before),
    onSettled: () => client.invalidateQueries({ queryKey: ["today"] }),
  });
}

/** Out of whatever part it stands in, and among those that are snoozed. */
function hidden(today: Today, item: TodayItem, until: string): Today {
  const without = (part: PartName) => {
    const { total, items } = today[part];
    const rest = items.filter(({ id }) => id !== item.id);
    return { total: total - (items.length - rest.length), items: rest };
  };
  const parts = everyPart(without);
  const { total, items } = parts.snoozed;
  const snoozed = { ...item, reason: { key: "snoozed", at: until } };
  return { ...parts, snoozed: { total: total + 1, items: [...items, snoozed] } };
}
