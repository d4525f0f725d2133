/** What the palette asks while one types. The text goes in a body and stays in memory: no address and no storage has it. */
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "../api/client.ts";
import type { Found } from "../api/shapes.ts";
import { FORGET_MS, isEnough, TYPING_MS } from "../parts/typed.ts";

const searchQuery = (text: string, programme: string | undefined) =>
  queryOptions({
    queryKey: ["search", { text, programme }],
    queryFn: ({ signal }) =>
      bodyOf(
        api.POST("/api/v1/search", {
          signal,
          body: { text, ...(programme === undefined ? {} : { programme }) },
        }),
      ),
    gcTime: FORGET_MS,
    refetchInterval: false,
    placeholderData: keepPreviousData,
  });

interface Searched {
  readonly found: readonly Found[];
  readonly isMore: boolean;
  /** The answer to what is typed now has not come yet. */
  readonly isAsking: boolean;
  readonly error: Error | null;
}

/** `programme` is a slug; undefined for all. */
export function useSearch(typed: string, programme: string | undefined): Searched {
  const text = typed.trim();
  const [settled] = useDebouncedValue(text, TYPING_MS);
  const asked = useQuery({
    ...searchQuery(settled, programme),
    enabled: isEnough(text) && isEnough(settled),
  });
  if (!isEnough(text)) return { found: [], isMore: false, isAsking: false, error: null };
  return {
    found: asked.data?.items ?? [],
    isMore: asked.data?.more ?? false,
    isAsking: asked.isFetching || settled !== text,
    error: asked.error,
  };
}
