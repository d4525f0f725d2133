import { describe, inject } from "vitest";

/** What carries the jobs: PostgreSQL is always there, Redis only where `redis-server` is. */
export type QueueBackend =
  | { readonly kind: "postgres" }
  | {
      readonly kind: "redis";
      readonly url: string;
      /** Keeps the jobs of test files apart: they share one Redis. */
      readonly prefix: string;
    };

/** Tell the same story once on each queue there is. */
export function eachQueue(name: string, story: (backend: QueueBackend) => void): void {
  describe(`${name}, on the queue in PostgreSQL`, () => story({ kind: "postgres" }));

  const url = inject("redisUrl");
  const title = `${name}, on the queue in Redis`;
  if (url === null) describe.todo(`${title} (needs redis-server on the path)`);
  else describe(title, () => story({ kind: "redis", url, prefix: `convoke-test-${crypto.randomUUID()}` }));
}
