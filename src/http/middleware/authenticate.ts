import type { Request } from "express";
import type { Actor } from "../../contract/actor.ts";
import { ConvokeError } from "../../lib/errors.ts";
import type { Api } from "../api.ts";
import { addressOf } from "./address.ts";
import { refuseForeignPages } from "./refuse-foreign-pages.ts";

/**
 * Who calls, by bearer token or session cookie. Throws `unauthenticated`; `forbidden` when a token that only reads is to
 * change something, or another site's page asks; `too-many-requests` to who tries one wrong token after another.
 */
export async function authenticate(api: Api, request: Request): Promise<Actor> {
  const { publicUrl, signIn, limits, lastUsed, whoHolds } = api;
  const bearer = bearerOf(request);
  const session = bearer === undefined ? signIn.sessionToken(request.headers.cookie) : undefined;
  if (bearer === undefined && session === undefined)
    throw new ConvokeError("unauthenticated", "Send an API token as Authorization: Bearer …");
  if (bearer === undefined) refuseForeignPages(request, publicUrl);
  const presented =
    bearer === undefined
      ? ({ kind: "session", token: session ?? "" } as const)
      : ({ kind: "token", token: bearer } as const);
  const caller = await whoHolds(presented);
  if (caller === undefined) {
    await limits.tried("token", addressOf(request));
    throw new ConvokeError("unauthenticated", "The token is unknown, expired or revoked");
  }
  if (caller.tokenId !== null) lastUsed.note(caller.tokenId);
  if (caller.isReadOnly && !looksOnly(request))
    throw new ConvokeError("forbidden", "This token may look and change nothing");
  return caller.actor;
}

const looksOnly = ({ method }: Request): boolean => method === "GET" || method === "HEAD";

function bearerOf(request: Request): string | undefined {
  const header = request.headers.authorization;
  if (header === undefined) return undefined;
  const [, token] = /^Bearer +(\S+)$/i.exec(header) ?? [];
  if (token === undefined)
    throw new ConvokeError("unauthenticated", "Expected Authorization: Bearer <token>");
  return token;
}
