/** The form on somebody else's site: which sites may, and the lines they paste. */
import type { Request, Response } from "express";
import { ConvokeError } from "../../lib/errors.ts";
import { escapeHtml } from "../html.ts";
import type { ShownProgramme } from "./shown-programme.ts";

/** Only the named sites may show this page in a frame; of all others, and of all other pages, browsers refuse to. */
export function allowFraming(response: Response, origins: readonly string[]): void {
  const policy = String(response.getHeader("Content-Security-Policy") ?? "");
  const ancestors = `frame-ancestors ${["'self'", ...origins].join(" ")}`;
  response.set("Content-Security-Policy", policy.replace(/frame-ancestors [^;]*/, ancestors));
  // It knows no list, and browsers that read the other one ignore it.
  if (origins.length > 0) response.removeHeader("X-Frame-Options");
}

/**
 * Pages of our own post here, and those of the named sites; their scripts may read what came of it, without anybody's cookies.
 * What comes from no page at all, such as a program, says so by what it lacks. Throws `forbidden`.
 */
export function refuseUnknownSites(
  request: Request,
  response: Response,
  publicUrl: string,
  origins: readonly string[],
): void {
  response.vary("Origin");
  const { origin } = request.headers;
  const site = request.headers["sec-fetch-site"];
  const isOurs =
    site === undefined
      ? origin === undefined || origin === new URL(publicUrl).origin
      : site === "same-origin" || site === "none";
  if (isOurs) return;
  if (origin !== undefined && origins.includes(origin)) {
    response.set("Access-Control-Allow-Origin", origin);
    return;
  }
  throw new ConvokeError("forbidden", "This site may not send the form; the programme's staff can name it");
}

export function embedPage(
  { programme, pages, spoken: { code, say } }: ShownProgramme,
  publicUrl: string,
): string {
  const title = say("formTitle", { programme: programme.name });
  const at = `${publicUrl}/forms/${programme.slug}`;
  const lang = `?lang=${encodeURIComponent(code)}`;
  const frame = `<iframe src="${at}/framed${lang}" title="${escapeHtml(title)}"
  style="width: 100%; height: 60rem; border: 0" loading="lazy"></iframe>
<script src="${publicUrl}/forms/scripts/embed.js" async></script>`;
  const link = `<a href="${at}${lang}">${escapeHtml(title)}</a>`;
  const { embedOrigins } = pages;
  const sites =
    embedOrigins.length === 0
      ? `<p class="note">${escapeHtml(say("embedNone"))}</p>`
      : `<p>${escapeHtml(say("embedSites"))}</p><ul>${embedOrigins.map((one) => `<li>${escapeHtml(one)}</li>`).join("")}</ul>`;
  return `<p>${escapeHtml(say("embedIntro"))}</p><pre tabindex="0">${escapeHtml(frame)}</pre>${sites}
    <p>${escapeHtml(say("embedPlain"))}</p><pre tabindex="0">${escapeHtml(link)}</pre>`;
}
