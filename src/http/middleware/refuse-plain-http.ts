/** Where the public address is https, nobody's program is led there from http: by then its secret was sent in the open. */
import type { RequestHandler } from "express";
import { ConvokeError } from "../../lib/errors.ts";

/**
 * Throws `forbidden` for what a trusted proxy says has come to it by http (ASVS 4.1.2). A redirect would hide the mistake,
 * and the program go on sending its token to the open address. Without a proxy's word nothing is refused.
 */
export function refusePlainHttp(publicUrl: string): RequestHandler {
  const isSecure = publicUrl.startsWith("https:");
  return (request, _, next) => {
    const isTold = request.get("X-Forwarded-Proto") !== undefined;
    // Express believes the header only from the proxies it was told to trust.
    const isTrusted =
      isTold && request.app.get("trust proxy") !== 0 && request.app.get("trust proxy") !== false;
    if (isSecure && isTrusted && request.protocol !== "https")
      throw new ConvokeError("forbidden", `This is served by https only: use ${publicUrl}`);
    next();
  };
}
