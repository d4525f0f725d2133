import type { RequestHandler } from "express";

const PREFLIGHT_S = "600";
const HEADERS = "Authorization, Content-Type, Idempotency-Key, If-Match";
const EXPOSED = "ETag, Retry-After";

/**
 * CORS for the API, closed unless origins are named in the settings. Even those send a token and no cookie: credentials
 * are never allowed, so that a session is of use on our own pages only.
 */
export function allowOrigins(origins: readonly string[]): RequestHandler {
  return (request, response, next) => {
    if (origins.length > 0) response.vary("Origin");
    const { origin } = request.headers;
    if (origin === undefined || !origins.includes(origin)) return next();
    response.set({ "Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": EXPOSED });
    const isPreflight =
      request.method === "OPTIONS" && request.headers["access-control-request-method"] !== undefined;
    if (!isPreflight) return next();
    response
      .set({
        "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE",
        "Access-Control-Allow-Headers": HEADERS,
        "Access-Control-Max-Age": PREFLIGHT_S,
      })
      .status(204)
      .end();
  };
}
