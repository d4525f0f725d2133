/** What one event would come to for several, and sending it to each. */
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf, onlyIf } from "../api/client.ts";
import type { BulkPreviewed } from "../api/shapes.ts";

const IDS_AT_ONCE = 200;

/** What the fields of an event say; undefined where it has none. */
export type EventData = Readonly<Record<string, unknown>> | undefined;

/** The server's own judgement. Without an event only which ones there are, with the schema of each. */
export const bulkQuery = (ids: readonly string[], event: string, data?: EventData) =>
  queryOptions({
    // Asked again when the stream tells of any of them.
    queryKey: ["engagements", { bulk: ids, event, data }],
    async queryFn({ signal }) {
      const pages: BulkPreviewed[] = [];
      for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
        const body = {
          ids: ids.slice(from, from + IDS_AT_ONCE),
          ...(event === "" ? {} : { event }),
          ...(data === undefined ? {} : { data }),
        };
        pages.push(await bodyOf(api.POST("/api/v1/engagements/bulk-preview", { signal, body })));
      }
      return together(pages);
    },
    staleTime: 0,
    refetchInterval: false,
  });

/** One answer of several. Pure. */
export function together(pages: readonly BulkPreviewed[]): BulkPreviewed {
  const events = new Map<string, BulkPreviewed["events"][number]>();
  for (const one of pages.flatMap((page) => page.events)) {
    const count = one.count + (events.get(one.type)?.count ?? 0);
    events.set(one.type, { ...one, count });
  }
  return { events: [...events.values()], items: pages.flatMap(({ items }) => items) };
}

/** One event to one engagement, as it stood in the preview. */
export const sendOne = async (
  { id, revision }: { readonly id: string; readonly revision: number },
  type: string,
  key: string,
  data: EventData = {},
): Promise<unknown> =>
  await bodyOf(
    api.POST("/api/v1/engagements/{id}/events", {
      params: { path: { id }, header: onlyIf(revision, key) },
      body: { type, data },
    }),
  );
