/** The gallery of the console's parts in a real browser, without a server: charts come from the house, nothing else answers. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { ensureGallery } from "../../scripts/ensure-console.mjs";
import type { TestHouse } from "./house.ts";

const ORIGIN = "http://localhost";
const TYPES: Readonly<Record<string, string>> = {
  html: "text/html",
  js: "text/javascript",
  css: "text/css",
  svg: "image/svg+xml",
  woff2: "font/woff2",
};

export interface Gallery {
  readonly page: Page;
  /** Errors that the browser's console showed. */
  readonly complaints: readonly string[];
  /** One of the settings at its head. */
  choose(setting: "language" | "theme" | "density" | "dir" | "data-text", value: string): Promise<void>;
  close(): Promise<void>;
}

/** Ready when every part stands there. */
export async function openGallery(
  browser: Browser,
  house: TestHouse,
  options: BrowserContextOptions = {},
): Promise<Gallery> {
  const folder = ensureGallery();
  const officer = await house.as("officer");
  const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...options });
  await context.route(`${ORIGIN}/**`, async (route) => {
    const { pathname, search } = new URL(route.request().url());
    if (pathname.startsWith("/api/v1/workflows")) {
      const { status, body } = await officer.get(pathname + search);
      return route.fulfill({ status, json: body });
    }
    // What still waits for its answer, waits.
    if (pathname.startsWith("/api/")) return undefined;
    const name = pathname.replace("/console/", "").replace(/^gallery$/, "gallery.html");
    const contentType = TYPES[name.split(".").at(-1) ?? ""] ?? "text/plain";
    return route.fulfill({ contentType, body: readFileSync(join(folder, name.replace(/^\//, ""))) });
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`${ORIGIN}/console/gallery`);
  await page.waitForSelector("h1");
  await page.waitForFunction("document.querySelectorAll('figure > :nth-child(2)').length > 0");
  await page.locator("[data-part='parts/statechart'] section").last().waitFor();
  await page.locator("[data-part='pages/engagement/chart'] section").first().waitFor();
  await page.evaluate("document.fonts.ready.then(() => undefined)");
  return {
    page,
    complaints,
    async choose(setting, value) {
      await page.locator(`select[name='${setting}']`).selectOption(value);
    },
    close: () => context.close(),
  };
}
