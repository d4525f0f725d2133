/** The console's files under `/console`: hashed ones for good, the page itself asked for anew each time. */
import { readFileSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import express from "express";
import type { Request, Response, Router } from "express";
import { NotFound } from "../lib/errors.ts";
import { page } from "./html.ts";

const BASE = "/console";

/** What stands in `folder` after the build; without one, every address of the console says how it is made. */
export function serveConsole(
  folder: string | undefined,
  firstAskedBy: (request: Request) => Promise<string | undefined>,
): Router {
  const router = express.Router({ caseSensitive: true });
  const index = folder === undefined ? undefined : join(folder, "index.html");
  if (folder === undefined || index === undefined || !existsSync(index)) {
    router.get(/^\/console(?:\/.*)?$/, (_request, response) => {
      response.status(503).send(page("No console yet", noConsole));
    });
    return router;
  }
  const names = new Set(readdirSync(folder, { recursive: true, encoding: "utf8" }));

  router.get(`${BASE}/assets/{*path}`, (request, response) => {
    const name = request.path.slice(`${BASE}/`.length);
    if (!names.has(name)) throw new NotFound("page", request.path);
    response.set("Cache-Control", "public, max-age=31536000, immutable");
    sendFile(request, response, folder, names, name);
  });

  // Every other address is a view of the one page, or one of the few files beside it.
  router.get(/^\/console(?:\/.*)?$/, async (request, response) => {
    const name = request.path.slice(`${BASE}/`.length);
    const first = await firstAskedBy(request);
    if (first !== undefined) response.set("Link", `<${first}>; rel=preload; as=fetch; crossorigin`);
    response.vary("Cookie");
    const isFile = /^[\w-]+\.svg$/.test(name) && names.has(name);
    response.set("Cache-Control", isFile ? "public, max-age=3600" : "no-cache");
    sendFile(request, response, folder, names, isFile ? name : "index.html");
  });
  return router;
}

/** Compressed as it was at build time, where the caller takes that. */
function sendFile(
  request: Request,
  response: Response,
  folder: string,
  names: ReadonlySet<string>,
  name: string,
): void {
  const forms = [
    ["br", ".br"],
    ["gzip", ".gz"],
  ] as const;
  const form = forms.find(
    ([encoding, ending]) => names.has(`${name}${ending}`) && request.acceptsEncodings(encoding) !== false,
  );
  response.vary("Accept-Encoding").type(name.slice(name.lastIndexOf(".")));
  if (form !== undefined) response.set("Content-Encoding", form[0]);
  response.sendFile(`${name}${form?.[1] ?? ""}`, { root: folder, cacheControl: false, etag: true });
}

/** Texts of the scripts that stand in the page itself, such as the one that sets the theme before anything is drawn. */
export function inlineScripts(folder: string | undefined): readonly string[] {
  const index = folder === undefined ? undefined : join(folder, "index.html");
  if (index === undefined || !existsSync(index)) return [];
  const html = readFileSync(index, "utf8");
  return [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = ""]) => text);
}

const noConsole = `
  <p>The console has not been built here. <code>npm start</code> builds it by itself; by hand it is:</p>
  <pre>npm run build</pre>
  <p>Everything it shows is to be had over <a href="/docs">the API</a> too.</p>`;
