/** A page of the console as somebody has it open, and how what it tells of itself becomes a line of the report. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { House } from "../../bin/house.ts";
import type { Line } from "../benchmark.ts";
import { loadNow } from "../measure.ts";
import type { Person } from "./seed.ts";
import { WATCH } from "./watch-page.ts";

export const TARGET = { paintMs: 1_000, actMs: 100, shift: 0.02, jsKb: 260, cssKb: 16, heapMb: 150 } as const;

export interface Where {
  readonly browser: Browser;
  readonly url: string;
  /** The folder that the console is served from. */
  readonly web: string;
  readonly person: Person;
  readonly house: House;
}

export async function open(
  { browser, url, person }: Where,
  path: string,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    locale: "en-GB",
    viewport: { width: 1_440, height: 900 },
    extraHTTPHeaders: { Authorization: `Bearer ${person.token}` },
  });
  const page = await context.newPage();
  await page.addInitScript(WATCH);
  await page.goto(`${url}/console${path}`);
  await page.waitForSelector("h1");
  return { context, page };
}

/** Those that showed sooner than can be told counted as 16 ms. */
export function acts(what: string, durationsMs: readonly number[]): Line {
  const sorted = durationsMs.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 16;
  return line(`${what}: to the next paint, p98`, at(0.98), "ms", TARGET.actMs, {
    p50Ms: at(0.5),
    note: `${durationsMs.length} of at least 16 ms`,
  });
}

export function line(
  what: string,
  figure: number,
  unit: string,
  max: number,
  more: Partial<Pick<Line, "spread" | "note" | "p50Ms">> = {},
): Line {
  return { what, figure, unit, target: { text: `≤ ${max}`, isMet: figure <= max }, load: loadNow(), ...more };
}
