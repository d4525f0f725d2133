/** What the pages of sign-in have in common: forms in, pages out, cookies between better-auth and the browser. */
import express from "express";
import type { Request, RequestHandler, Response } from "express";
import type { Caller } from "../../auth/tokens.ts";
import type { Browser } from "../../auth/sign-in.ts";
import type { JsonObject } from "../../../workflows/workflow.ts";
import { HOUSE } from "../../store/audit.ts";
import { ConvokeError } from "../../lib/errors.ts";
import type { Api } from "../api.ts";
import { page } from "../html.ts";
import type { Words } from "./words/index.ts";
import { refuseForeignForms } from "../middleware/refuse-foreign-pages.ts";

/** A form of our own pages. */
export function ownForm({ publicUrl }: Api): RequestHandler[] {
  return [
    (request, _response, next) => {
      refuseForeignForms(request, publicUrl);
      next();
    },
    express.urlencoded({ limit: "64kb", extended: false, parameterLimit: 50 }),
  ];
}

/** One field of a form; empty when it is missing or was sent twice. */
export function fieldOf(request: Request, name: string): string {
  const body = (request.body ?? {}) as Readonly<Record<string, unknown>>;
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  return typeof value === "string" ? value : "";
}

/** What a page says beside its title and content. */
interface Told {
  readonly words?: Words;
  readonly scripts?: readonly string[];
}

/** In the language of the words that it was written with. */
export function sendPage(
  response: Response,
  status: number,
  title: string,
  content: string,
  { words, scripts = [] }: Told = {},
): void {
  const html = page(title, content, { scripts, ...(words && { language: words.language }) });
  privately(response).status(status).send(html);
}

/** Addresses of these pages may carry a token: no cache keeps them, and no other site hears of them. */
export const privately = (response: Response): Response =>
  response.set({ "Cache-Control": "no-store", "Referrer-Policy": "same-origin" });

export const goTo = (response: Response, path: string): void => privately(response).redirect(303, path);

export const browserOf = (request: Request): Browser => ({
  cookie: request.headers.cookie,
  userAgent: request.headers["user-agent"],
});

/** What better-auth set for the browser: its session, or what it needs for the next step. */
export function passCookies(answer: globalThis.Response, response: Response): void {
  for (const cookie of answer.headers.getSetCookie()) response.append("Set-Cookie", cookie);
}

/** What somebody did to their own account by these pages. */
export async function keepAccountAct(
  { trail }: Pick<Api, "trail">,
  accountId: string,
  detail: JsonObject,
): Promise<void> {
  const subject = { subjectKind: "account", subjectId: accountId };
  await trail.record([
    { programmeId: HOUSE, actorId: accountId, onBehalfOf: null, act: "changed", ...subject, detail },
  ]);
}

export interface SignedIn extends Caller {
  /** The session's token. */
  readonly token: string;
}

/** Whoever is signed in on this browser. */
export async function signedIn(api: Api, request: Request): Promise<SignedIn | undefined> {
  const token = api.signIn.sessionToken(request.headers.cookie);
  if (token === undefined) return undefined;
  const caller = await api.whoHolds({ kind: "session", token });
  return caller === undefined ? undefined : { ...caller, token };
}

/** The answer of `work`; undefined when it threw an error of ours that the page is to tell in words. */
export async function orTold<T>(
  work: () => Promise<T>,
  codes: readonly ConvokeError["code"][],
): Promise<T | ConvokeError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ConvokeError && codes.includes(error.code)) return error;
    throw error;
  }
}
