import type { QueryClient } from "@tanstack/react-query";
import type { Engagement } from "../api/shapes.ts";
import { isOutdated } from "../live/newest.ts";
import { standingQuery } from "./standing.ts";

/** An answer that was on its way when something happened is asked for again, so often. */
const TRIES = 3;

/** Where it stands, and what may be done, as of all that anybody has told of. Throws a `Problem`. */
export async function standingNow(client: QueryClient, id: string): Promise<Engagement> {
  for (let tries = 1; ; tries += 1) {
    const standing = await client.fetchQuery({ ...standingQuery(id), staleTime: 0 });
    if (tries === TRIES || !isOutdated(standing)) return standing;
  }
}
