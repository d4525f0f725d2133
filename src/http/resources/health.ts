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
    summary: "Can it take deliveries and events now?",
    access: "anybody",
    success: { status: 200, description: "It can.", schema: health },
    problems: ["busy"],
    async handle({ api }) {
      try {
        await api.engine.now();
        return { body: { status: "ok", checks: { database: "ok" } } };
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
