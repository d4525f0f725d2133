import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client.ts";

/** The newest engagements. `programme` is a slug, or `all`. */
export const newestQuery = (programme: string) =>
  queryOptions({
    queryKey: ["engagements", { programme }],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET("/api/v1/engagements", {
          signal,
          params: {
            query: { limit: 50, ...(programme === "all" ? {} : { programme }) },
          },
        }),
      ),
  });
