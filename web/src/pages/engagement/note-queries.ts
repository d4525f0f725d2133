import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client.ts";
import type { Note } from "../../api/shapes.ts";

const NOTES_A_PAGE = 100;
/** Notes stand in no journal, so no stream tells of those that others write. */
const STALE_MS = 30_000;

/** All that the reader may read, the newest first, and how a new one may be marked. */
export const notesQuery = (id: string) =>
  queryOptions({
    queryKey: ["notes", id],
    async queryFn({ signal }) {
      const notes: Note[] = [];
      for (let cursor: string | undefined; ;) {
        const query = { limit: NOTES_A_PAGE, ...(cursor === undefined ? {} : { cursor }) };
        const {
          items,
          next,
          choices,
          default: byDefault,
        } = await bodyOf(
          api.GET("/api/v1/engagements/{id}/notes", { signal, params: { path: { id }, query } }),
        );
        notes.push(...items);
        if (next === null) return { notes, choices, byDefault };
        cursor = next;
      }
    },
    staleTime: STALE_MS,
    refetchInterval: STALE_MS,
  });

interface Writing {
  readonly key: string;
  readonly text: string;
  readonly marking: Note["marking"];
  /** Why it may travel further than the engagement. */
  readonly reason?: string;
}

export function useWriteNote(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, ...body }: Writing) =>
      bodyOf(
        api.POST("/api/v1/engagements/{id}/notes", {
          params: { path: { id }, header: { "Idempotency-Key": key } },
          body: { ...body, named: [] },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["notes", id] }),
  });
}
