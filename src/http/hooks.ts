/** The door for form vendors. Raw bytes in, 200 after the commit; everything else happens in a worker. */
import express from "express";
import type { Request, Router } from "express";
import { isShortened, readDeliveryBody } from "./read-body.ts";
import type { RawDelivery } from "../intake/adapter.ts";
import type { Taken } from "../intake/take-delivery.ts";
import { greetingFor, sourceAtDoor, takeDelivery } from "../intake/take-delivery.ts";
import { ConvokeError } from "../lib/errors.ts";
import type { Api } from "./api.ts";
import { createHookLimits } from "./hook-limits.ts";
import { keepRoom } from "./hook-room.ts";
import { allowOnly } from "./middleware/allow-only.ts";

/** How a sender of CloudEvents calls itself when it asks for permission (HTTP 1.1 Web Hooks for Event Delivery 1.0.2, 4.1). */
const ORIGIN = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})(?::\d{1,5})?$/;

const NEVER_A_PAGE = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };

export function serveHooks(api: Api): Router {
  const router = express.Router({ caseSensitive: true });
  const limits = createHookLimits(api.access.hooks, api.log);

  router.post(
    "/hooks/:source",
    limits.countDelivery,
    keepRoom(),
    readDeliveryBody(),
    async (request, response) => {
      const name = String(request.params["source"]);
      const raw = await rawDelivery(api, request);
      const greeting = await greetingFor(api.intake, name, raw);
      const answer = greeting === null ? await take(api, name, raw, request) : { ready: true };
      limits.noteKnown(name);
      response
        .status(200)
        .set({ ...NEVER_A_PAGE, ...greeting })
        .json(answer);
    },
  );

  // Vendors look whether somebody is there before they save the address.
  router.get("/hooks/:source", limits.countDelivery, async (request, response) => {
    await sourceAtDoor(api.intake, String(request.params["source"]));
    response.status(200).set(NEVER_A_PAGE).json({ ready: true });
  });
  router.options("/hooks/:source", limits.countDelivery, async (request, response, next) => {
    const origin = request.get("WebHook-Request-Origin");
    if (origin === undefined) return next();
    await sourceAtDoor(api.intake, String(request.params["source"]));
    if (!ORIGIN.test(origin)) {
      throw new ConvokeError("bad-request", "WebHook-Request-Origin is not the name of a host");
    }
    const rate = request.get("WebHook-Request-Rate") === undefined ? {} : { "WebHook-Allowed-Rate": "*" };
    response
      .status(200)
      .set({ Allow: "GET, HEAD, POST", "WebHook-Allowed-Origin": origin, ...rate })
      .end();
  });
  router.all("/hooks/:source", allowOnly("GET", "POST"));
  return router;
}

async function take({ intake, log }: Api, name: string, raw: RawDelivery, request: Request): Promise<Taken> {
  try {
    return await takeDelivery(intake, name, raw, tokenOf(request));
  } catch (error) {
    const code = error instanceof ConvokeError ? error.code : undefined;
    if (code === "unauthenticated") log.warn({ code, source: name }, "A delivery was not believed");
    throw error;
  }
}

async function rawDelivery(api: Api, request: Request): Promise<RawDelivery> {
  const body: unknown = request.body;
  return {
    body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    method: request.method,
    url: `${api.publicUrl}${request.originalUrl}`,
    headers: request.headers,
    contentType: request.headers["content-type"],
    receivedAt: await api.engine.now(),
    ...(isShortened(request) ? { isShortened: true } : {}),
  };
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
