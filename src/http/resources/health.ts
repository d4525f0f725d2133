import { health } from "../../contract/operating.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";

export const healthOperations: readonly Operation[] = [
  operation({
    method: "get",
    path: "/health/live",
    id: "live",
    tag: "health",
    summary: "Does the process answer?",
    access: "anybody",
    success: { status: 200, description: "It does.", schema: health },
    handle: () => Promise.resolve({ body: { status: "ok" } }),
  }),
  operation({
    method: "get",
    path: "/health/ready",
    id: "ready",
    tag: "health",
    summary: "Can it take deliveries and events now, or work on them?",
    access: "anybody",
    success: { status: 200, description: "It can.", schema: health },
    problems: ["busy"],
    async handle({ api }) {
      try {
        const [waiting] = await Promise.all([api.queues.waiting("intake"), api.engine.now()]);
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
