import type { Query, QueryClient } from "@tanstack/react-query";

/**
 * What is kept under these queries is asked for again, at once where it is shown. An answer that is on its way may not know of
 * what has happened, and would count as new when it comes: it is asked for once more after it.
 */
export function askAnew(client: QueryClient, isOld: (query: Query) => boolean): void {
  const underway = client
    .getQueryCache()
    .findAll({ predicate: (query) => isOld(query) && query.state.fetchStatus === "fetching" });
  void client.invalidateQueries({ predicate: isOld });
  for (const query of underway) {
    // With an answer to fall back on and somebody who looks, what was under way has been broken off and asked anew.
    if (query.state.data !== undefined && query.isActive()) continue;
    const { promise } = query;
    const again = (): void => void client.invalidateQueries({ predicate: (one) => one === query });
    promise?.then(again, again);
  }
}
