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

/** What each window of Chromium loads beside its page, half of a window's processor time; and what playwright leaves out. */
const LEFT_OUT = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxFullPopup",
  "AimEnabled",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "TcpPortRandomizationWin",
  "ThirdPartyStoragePartitioning",
];

export const launch = async (): Promise<Browser> =>
  await chromium.launch({
    executablePath: CHROMIUM ?? "",
    args: ["--no-sandbox", `--disable-features=${LEFT_OUT.join()}`],
  });

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
