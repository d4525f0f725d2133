/** The console over 100,000 engagements in a real browser: what it weighs, when it shows, how soon it answers, what it keeps. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { House } from "../../bin/house.ts";
import type { Line } from "../benchmark.ts";
import { loadNow, median, spreadOf } from "../measure.ts";
import { sendSome } from "./send-some.ts";
import type { Person } from "./seed.ts";
import { actsOf, forget, liveHeap, seenBy, settle, WATCH } from "./watch-page.ts";

const COLD = 9;
const PRESSES = 40;
const LIVE_SECONDS = 8;
const MESSAGES_A_SECOND = 50;
const ROWS = 10_000;
const SCROLL_SECONDS_MAX = 90;
const KB = 1_024;
const MB = 1_024 * KB;

const TARGET = { paintMs: 1_000, actMs: 100, shift: 0.02, jsKb: 260, cssKb: 16, heapMb: 150 } as const;

interface Where {
  readonly browser: Browser;
  readonly url: string;
  /** The folder that the console is served from. */
  readonly web: string;
  readonly person: Person;
  readonly house: House;
}

export async function inBrowser(where: Where, say: (text: string) => void): Promise<Line[]> {
  const lines: Line[] = [];
  const step = async (what: string, measure: () => Promise<Line[]>): Promise<void> => {
    say(`  ${what} …`);
    try {
      lines.push(...(await measure()));
    } catch (error) {
      say(`    failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  await step("cold starts of Today", () => coldStarts(where));
  await step("keys on Today and in the list", () => pressing(where));
  await step("dragging on the board", () => dragging(where));
  await step(`${MESSAGES_A_SECOND} messages a second`, () => whileLive(where));
  await step("scrolling through the list", () => scrolling(where));
  return lines;
}

async function open(
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

/** Of a context that has nothing in its cache, with the files that it had to fetch. */
async function coldStarts(where: Where): Promise<Line[]> {
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

async function pressing(where: Where): Promise<Line[]> {
  const today = await open(where, "/p/default/today");
  await today.page.waitForSelector("main li");
  await press(today.page, ["j", "k"]);
  const onToday = actsOf((await seenBy(today.page)).acts);
  await forget(today.page);
  await today.page.keyboard.press("Control+k");
  await settle(today.page);
  await today.page.keyboard.type("harbour mutual", { delay: 60 });
  await settle(today.page);
  const typing = actsOf((await seenBy(today.page)).acts);
  await today.context.close();

  const list = await open(where, "/p/default/engagements");
  await list.page.waitForSelector("tbody a");
  await press(list.page, ["j"]);
  const inList = actsOf((await seenBy(list.page)).acts);
  const opening: number[] = [];
  for (let nth = 0; nth < 5; nth += 1) {
    await forget(list.page);
    await list.page.keyboard.press("j");
    await list.page.keyboard.press("Enter");
    await list.page.waitForURL(/\/e\//);
    await list.page.waitForSelector("h1");
    await settle(list.page);
    opening.push(...actsOf((await seenBy(list.page)).acts));
    await list.page.goBack();
    await list.page.waitForSelector("tbody a");
    await settle(list.page);
  }
  await forget(list.page);
  for (const name of ["Mine", "Vetting", "Vetting", "Mine"]) {
    await list.page.getByRole("button", { name, exact: true }).first().click();
    await settle(list.page);
  }
  const filtering = actsOf((await seenBy(list.page)).acts);
  await list.context.close();
  return [
    acts("j and k on Today", onToday),
    acts("typing into the palette", typing),
    acts("j in the list", inList),
    acts("opening one and back", opening),
    acts("a filter of the list", filtering),
  ];
}

async function press(page: Page, keys: readonly string[]): Promise<void> {
  for (let nth = 0; nth < PRESSES; nth += 1) {
    await page.keyboard.press(keys[nth % keys.length] ?? "j");
    await page.waitForTimeout(60);
  }
  await settle(page);
}

async function dragging(where: Where): Promise<Line[]> {
  const { context, page } = await open(where, "/p/default/board");
  const card = page
    .getByRole("region", { name: /^Inquiry/ })
    .getByRole("listitem")
    .first();
  await card.waitFor();
  await settle(page);
  const { shift } = await seenBy(page);
  await forget(page);
  const from = await card.boundingBox();
  if (from === null) throw new Error("The first card is not on the screen");
  await page.mouse.move(from.x + 30, from.y + 20);
  await page.mouse.down();
  for (let at = 0; at < 60; at += 1) {
    await page.mouse.move(from.x + 30 + at * 18, from.y + 40 + (at % 7) * 30);
    await page.waitForTimeout(16);
  }
  await page.mouse.move(from.x + 30, from.y + 20);
  await page.mouse.up();
  await settle(page);
  const seen = await seenBy(page);
  await context.close();
  return [
    line("Board: layout shift while it loads", shift, "", TARGET.shift),
    acts("dragging over the board", actsOf(seen.acts)),
    line("dragging: longest frame", Math.max(0, ...seen.longMs), "ms", TARGET.actMs),
  ];
}

async function whileLive(where: Where): Promise<Line[]> {
  const lines: Line[] = [];
  for (const name of ["today", "board"]) {
    const { context, page } = await open(where, `/p/default/${name}`);
    await page.waitForSelector("main li");
    await page.waitForTimeout(1_500);
    await forget(page);
    const sent = await sendSome(where.house, where.person.actor, {
      perSecond: MESSAGES_A_SECOND,
      seconds: LIVE_SECONDS,
    });
    await page.waitForTimeout(1_000);
    const { longMs, shift } = await seenBy(page);
    await context.close();
    const note = `${sent} events; ${longMs.filter((ms) => ms > TARGET.actMs).length} frames over ${TARGET.actMs} ms`;
    lines.push(
      line(`${name}, live: longest frame`, Math.max(0, ...longMs), "ms", TARGET.actMs, { note }),
      line(`${name}, live: layout shift`, shift, "", TARGET.shift),
    );
  }
  return lines;
}

async function scrolling(where: Where): Promise<Line[]> {
  const { context, page } = await open(where, "/p/default/engagements");
  await page.waitForSelector("tbody a");
  const session = await context.newCDPSession(page);
  const atFirst = await liveHeap(session);
  await forget(page);
  const stopAt = performance.now() + SCROLL_SECONDS_MAX * 1_000;
  let rows = 0;
  while (rows < ROWS && performance.now() < stopAt) {
    await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
    await page.waitForTimeout(60);
    rows = Math.round(((await page.evaluate("document.querySelector('table').offsetHeight")) as number) / 44);
  }
  await settle(page);
  const atLast = await liveHeap(session);
  const { longMs, shift } = await seenBy(page);
  await context.close();
  return [
    line("list: heap after scrolling", atLast / MB, "MiB", TARGET.heapMb, {
      note: `about ${rows} rows; ${(atFirst / MB).toFixed(1)} MiB with the first page`,
    }),
    line("list: longest frame while scrolling", Math.max(0, ...longMs), "ms", TARGET.actMs),
    line("list: layout shift while scrolling", shift, "", TARGET.shift),
  ];
}

/** Those that showed sooner than can be told counted as 16 ms. */
function acts(what: string, durationsMs: readonly number[]): Line {
  const sorted = durationsMs.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 16;
  return line(`${what}: to the next paint, p98`, at(0.98), "ms", TARGET.actMs, {
    p50Ms: at(0.5),
    note: `${durationsMs.length} of at least 16 ms`,
  });
}

function line(
  what: string,
  figure: number,
  unit: string,
  max: number,
  more: Partial<Pick<Line, "spread" | "note" | "p50Ms">> = {},
): Line {
  return { what, figure, unit, target: { text: `≤ ${max}`, isMet: figure <= max }, load: loadNow(), ...more };
}
