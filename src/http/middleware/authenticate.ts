import type { Request } from "express";
import type { Actor } from "../../contract/actor.ts";
import { whoHolds } from "../../auth/tokens.ts";
import { ConvokeError } from "../../lib/errors.ts";
import type { Api } from "../api.ts";

export const SESSION_COOKIE = "convoke_session";

/** Who calls, by bearer token or session cookie. Throws `unauthenticated`. */
export async function authenticate({ db, isVirtual, publicUrl }: Api, request: Request): Promise<Actor> {
  const bearer = bearerOf(request);
  const session = bearer === undefined ? cookieOf(request) : undefined;
  const token = bearer ?? session;
  if (token === undefined)
    throw new ConvokeError("unauthenticated", "Send an API token as Authorization: Bearer …");
  if (session !== undefined) refuseForeignPages(request, publicUrl);
  const actor = await whoHolds(db, token, isVirtual);
  if (actor === undefined)
    throw new ConvokeError("unauthenticated", "The token is unknown, expired or revoked");
  return actor;
}

function bearerOf(request: Request): string | undefined {
  const header = request.headers.authorization;
  if (header === undefined) return undefined;
  const [, token] = /^Bearer +(\S+)$/i.exec(header) ?? [];
  if (token === undefined)
    throw new ConvokeError("unauthenticated", "Expected Authorization: Bearer <token>");
  return token;
}

function cookieOf(request: Request): string | undefined {
  for (const part of (request.headers.cookie ?? "").split(";")) {
    const [name, value] = part.trim().split("=", 2);
    if (name === SESSION_COOKIE && value !== undefined && value !== "") return value;
  }
  return undefined;
}

/** A cookie goes along with requests that other sites make; only our own pages may change things with it. */
function refuseForeignPages(request: Request, publicUrl: string): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const site = request.headers["sec-fetch-site"];
  const { origin } = request.headers;
  const isOurs = site === undefined ? origin === new URL(publicUrl).origin : site === "same-origin";
  if (!isOurs) throw new ConvokeError("forbidden", "This request came from another site");
}
