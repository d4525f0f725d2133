/** What Today weighs, and when it shows, for who has nothing of it yet. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Line } from "../benchmark.ts";
import { median, spreadOf } from "../measure.ts";
import type { Where } from "./open-page.ts";
import { line, open, TARGET } from "./open-page.ts";
import { seenBy, WATCH } from "./watch-page.ts";

const COLD = 9;
const KB = 1_024;

/** Of a context that has nothing in its cache, with the files that it had to fetch. */
export async function coldStarts(where: Where): Promise<Line[]> {
  const paints: number[] = [];
  const shifts: number[] = [];
  const bare: number[] = [];
  let files: string[] = [];
  for (let nth = 0; nth <= COLD; nth += 1) {
    const { context, page } = await open(where, "/p/default/today");
    await page.waitForSelector("main li", { timeout: 20_000 });
    await page.waitForTimeout(500);
    const { paintMs, shift } = await seenBy(page);
    files = (await page.evaluate(
      "performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)",
    )) as string[];
    await context.close();
    // The first also warms the server.
    if (nth === 0) continue;
    paints.push(paintMs);
    shifts.push(shift);
    bare.push(await bareStart(where));
  }
  const bytes = (ending: string): number =>
    files.filter((name) => name.endsWith(ending)).reduce((sum, name) => sum + gzipped(where.web, name), 0) /
    KB;
  return [
    line("a page of one word: paint, cold", median(bare), "ms", TARGET.paintMs, { spread: spreadOf(bare) }),
    line("Today: largest paint, cold", median(paints), "ms", TARGET.paintMs, { spread: spreadOf(paints) }),
    line("Today: layout shift while it loads", Math.max(...shifts), "", TARGET.shift),
    line("Today: scripts fetched, gzip", bytes(".js"), "kB", TARGET.jsKb),
    line("Today: styles fetched, gzip", bytes(".css"), "kB", TARGET.cssKb),
  ];
}

/** What this machine and its browser take for a page that has nothing on it. */
async function bareStart({ browser }: Where): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1_440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(WATCH);
  await page.goto("data:text/html,<h1>Today</h1>");
  await page.waitForTimeout(300);
  const { paintMs } = await seenBy(page);
  await context.close();
  return paintMs;
}

function gzipped(web: string, path: string): number {
  const file = join(web, path.replace(/^\/console\//, ""));
  if (existsSync(`${file}.gz`)) return statSync(`${file}.gz`).size;
  return existsSync(file) ? readFileSync(file).length : 0;
}
