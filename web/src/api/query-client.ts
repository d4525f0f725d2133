import { QueryClient } from "@tanstack/react-query";
import { Problem } from "./problem.ts";

/** While the stream is live it says what has changed, so nothing goes stale by itself; without it, after 15 s. */
let isLive = false;
const POLL_MS = 15_000;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: () => (isLive ? Infinity : POLL_MS),
      refetchInterval: () => (isLive ? false : POLL_MS),
      // What the server has decided stays decided; only who was not reached is asked again.
      retry: (count, error) =>
        count < 2 && (!(error instanceof Problem) || [0, 502, 503, 504].includes(error.status)),
    },
  },
});

export function pollUnless(live: boolean): void {
  isLive = live;
}
