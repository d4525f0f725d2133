import { health } from "../../contract/operating.ts";
import { within } from "../../lib/within.ts";
import type { Api } from "../api.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";

/** Whoever looks after processes does not wait long for an answer, and the queue is no reason to end one. */
const QUEUE_MS = 1_000;

/** Undefined when the queue does not say. */
const waitingHints = async ({ queues }: Api): Promise<number | undefined> =>
  await within(QUEUE_MS, "The queue", queues.waiting("intake")).catch(() => undefined);

export const healthOperations: readonly Operation[] = [
  operation({
    method: "get",
    path: "/health/live",
    id: "live",
    tag: "health",
    summary: "Does the process answer?",
    needs: "anybody",
    success: { status: 200, description: "It does.", schema: health },
    handle: () => Promise.resolve({ body: { status: "ok" } }),
  }),
  operation({
    method: "get",
    path: "/health/ready",
    id: "ready",
    tag: "health",
    summary: "Can it take deliveries and events now, or work on them?",
    needs: "anybody",
    success: { status: 200, description: "It can.", schema: health },
    problems: ["busy"],
    async handle({ api }) {
      try {
        const [waiting] = await Promise.all([waitingHints(api), api.engine.now()]);
        // Without its queue a process takes everything, and what was asked for is found again by its rows.
        const queue = waiting === undefined ? "unreachable" : "ok";
        return { body: { status: "ok", checks: { database: "ok", queue } } };
      } catch {
        return {
          status: 503,
          headers: { "Retry-After": "2" },
          body: { status: "unavailable", checks: { database: "unreachable" } },
        };
      }
    },
  }),
];
