/** The door for form vendors. Raw bytes in, 200 after the commit; everything else happens in a worker. */
import express from "express";
import type { Request, Router } from "express";
import { takeDelivery } from "../intake/take-delivery.ts";
import { ConvokeError } from "../lib/errors.ts";
import type { Api } from "./api.ts";
import { createHookLimits } from "./hook-limits.ts";
import { keepRoom } from "./hook-room.ts";
import { allowOnly } from "./middleware/allow-only.ts";

/** Larger than any form without files; counted after inflating, so that a small bomb stays small. */
const DELIVERY_BYTES_MAX = 1024 * 1024;

const NEVER_A_PAGE = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };

export function serveHooks(api: Api): Router {
  const router = express.Router({ caseSensitive: true });
  const readRaw = express.raw({ limit: DELIVERY_BYTES_MAX, type: () => true });

  const limits = createHookLimits(api.access.hooks, api.log);

  router.post("/hooks/:source", limits.countDelivery, keepRoom(), readRaw, async (request, response) => {
    const body: unknown = request.body;
    const name = String(request.params["source"]);
    const taken = await takeDelivery(
      api.intake,
      name,
      {
        body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
        method: request.method,
        url: `${api.publicUrl}${request.originalUrl}`,
        headers: request.headers,
        contentType: request.headers["content-type"],
        receivedAt: await api.engine.now(),
      },
      tokenOf(request),
    ).catch((error: unknown) => {
      const code = error instanceof ConvokeError ? error.code : undefined;
      if (code === "unauthenticated") api.log.warn({ code, source: name }, "A delivery was not believed");
      throw error;
    });
    limits.noteKnown(name);
    response.status(200).set(NEVER_A_PAGE).json(taken);
  });

  // Vendors look whether somebody is there before they save the address.
  router.get("/hooks/:source", (_request, response) => {
    response.status(200).set(NEVER_A_PAGE).json({ ready: true });
  });
  router.all("/hooks/:source", allowOnly("GET", "POST"));
  return router;
}

/** In the URL for senders that can set nothing else, or as a header for those that can: ours, or the usual one. */
function tokenOf(request: Request): string | undefined {
  const header = request.get("X-Convoke-Token");
  if (header !== undefined) return header;
  const [, bearer] = /^Bearer +(\S+)$/i.exec(request.get("Authorization") ?? "") ?? [];
  if (bearer !== undefined) return bearer;
  const { token } = request.query;
  return typeof token === "string" ? token : undefined;
}
