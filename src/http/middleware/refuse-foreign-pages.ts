import type { Request } from "express";
import { ConvokeError } from "../../lib/errors.ts";

/**
 * A cookie goes along with requests that other sites make; only our own pages may change things with it. Browsers say
 * where a request comes from in Sec-Fetch-Site, and over plain http in Origin; who says neither, with a cookie, is refused.
 */
export function refuseForeignPages(request: Request, publicUrl: string): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const site = request.headers["sec-fetch-site"];
  const { origin } = request.headers;
  const isOurs = site === undefined ? origin === new URL(publicUrl).origin : site === "same-origin";
  if (!isOurs) throw new ConvokeError("forbidden", "This request came from another site");
}

/** For forms that anybody may send: without a cookie there is nothing to misuse, but a page of another site may not. */
export function refuseForeignForms(request: Request, publicUrl: string): void {
  const { cookie, origin } = request.headers;
  const isFromBrowser = request.headers["sec-fetch-site"] !== undefined || origin !== undefined;
  if (isFromBrowser || cookie !== undefined) refuseForeignPages(request, publicUrl);
}
