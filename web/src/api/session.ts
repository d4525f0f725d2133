import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "./client.ts";

/** Who is signed in, with their roles. Changes only when somebody gives or takes a role. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/me", { signal })),
  staleTime: 300_000,
  refetchInterval: false,
});

/** The programmes that the caller has a part in. */
export const programmesQuery = queryOptions({
  queryKey: ["programmes"],
  async queryFn({ signal }) {
    const { items } = await bodyOf(api.GET("/api/v1/programmes", { signal }));
    return items;
  },
  staleTime: 300_000,
  refetchInterval: false,
});
