import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "../api/client.ts";
import type { View } from "../api/shapes.ts";
import { useOnce } from "./once.ts";

/** `programme` is a slug or `all`. */
export const viewsQuery = (programme: string) =>
  queryOptions({
    queryKey: ["views", { programme }],
    async queryFn({ signal }) {
      const query = programme === "all" ? {} : { programme };
      return (await bodyOf(api.GET("/api/v1/views", { signal, params: { query } }))).items;
    },
    refetchInterval: false,
  });

interface Keeping extends Pick<View, "name" | "filters"> {
  /** The programme's slug; null for oneself alone. */
  readonly shared: string | null;
}

export function useSaveView() {
  const client = useQueryClient();
  const { mutationKey, isUnderWay } = useOnce();
  const save = useMutation({
    mutationKey,
    mutationFn: (body: Keeping) => bodyOf(api.POST("/api/v1/views", { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["views"] }),
  });
  return { ...save, isUnderWay };
}

export function useDropView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.DELETE("/api/v1/views/{id}", { params: { path: { id } } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["views"] }),
  });
}
