/** A real browser, for what only a browser does: scripts, passkeys, and going to and fro between sites. */
import { existsSync } from "node:fs";
import type { RequestListener } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { chromium } from "playwright-core";

/** Where distributions put it; undefined on a machine without one, whose tests of this kind are skipped. */
export const CHROMIUM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
].find((path) => existsSync(path));

export const launch = async (): Promise<Browser> =>
  await chromium.launch({ executablePath: CHROMIUM ?? "", args: ["--no-sandbox"] });

export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

/** Serve what `make` makes of the site's own address: passkeys and single sign-on are bound to it. */
export async function serveSite(make: (url: string) => RequestListener): Promise<Site> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  server.on("request", make(url));
  return {
    url,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
