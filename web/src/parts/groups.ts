/** Groups of a programme, to be picked by name; one whose name is sealed for the reader by where it stands. */
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../api/client.ts";

/** `programme` is a slug or `all`. */
export const groupNamesQuery = (programme: string) =>
  queryOptions({
    queryKey: ["groups", { programme, names: true }],
    async queryFn({ signal }) {
      const query = { limit: 200, ...(programme === "all" ? {} : { programme }) };
      const { items } = await bodyOf(api.GET("/api/v1/groups", { signal, params: { query } }));
      return items.map(({ id, card, state }) => {
        const title = card["title"] ?? card["name"];
        return { id, state, name: typeof title === "string" ? title : null };
      });
    },
    retry: false,
  });
