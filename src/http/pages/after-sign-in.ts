/** Where somebody wanted to go when they were asked to sign in: kept in a cookie, since codes, links and providers come between. */
import type { Request, Response } from "express";
import { goTo } from "./browser.ts";

const COOKIE = "convoke.to";
const KEPT_MS = 3_600_000;
/** A view of the console and nothing else: an open redirect would lend our name to any site. */
const VIEW = /^\/console(?:\/[\w~./-]*)?(?:\?[\w~./%&=+:,-]*)?$/;

/** Keep what `/sign-in?to=…` asks for; without one, forget what was asked before. */
export function keepDestination(request: Request, response: Response, publicUrl: string): void {
  const { to } = request.query;
  const options = {
    httpOnly: true,
    sameSite: "lax",
    secure: publicUrl.startsWith("https:"),
    path: "/",
  } as const;
  if (typeof to === "string" && isView(to)) response.cookie(COOKIE, to, { ...options, maxAge: KEPT_MS });
  else response.clearCookie(COOKIE, options);
}

/** Signed in: on to where they wanted to go, or to their account. */
export function goOn(request: Request, response: Response): void {
  response.clearCookie(COOKIE, { path: "/" });
  goTo(response, destinationOf(request.headers.cookie) ?? "/account");
}

function destinationOf(cookies = ""): string | undefined {
  for (const part of cookies.split(/; */)) {
    if (!part.startsWith(`${COOKIE}=`)) continue;
    try {
      const to = decodeURIComponent(part.slice(COOKIE.length + 1));
      return isView(to) ? to : undefined;
    } catch {
      return undefined;
    }
  }
  return undefined;
}

const isView = (to: string): boolean => to.length <= 1_000 && VIEW.test(to) && !to.includes("..");
