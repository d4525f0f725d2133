import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../api/client.ts";

/** Deadlines pass and snoozes end without anybody doing anything. */
const ANEW_MS = 300_000;

/** `programme` is a slug, or `all`. */
export const todayQuery = (programme: string) =>
  queryOptions({
    queryKey: ["today", { programme }],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET("/api/v1/today", {
          signal,
          params: { query: programme === "all" ? {} : { programme } },
        }),
      ),
    refetchInterval: ANEW_MS,
  });
