/** How smoothly a page moves: a card over the board, events that come in, ten thousand rows. */
import type { Line } from "../benchmark.ts";
import type { Where } from "./open-page.ts";
import { acts, line, open, TARGET } from "./open-page.ts";
import { sendSome } from "./send-some.ts";
import { actsOf, forget, liveHeap, seenBy, settle } from "./watch-page.ts";

const LIVE_SECONDS = 8;
export const MESSAGES_A_SECOND = 50;
const ROWS = 10_000;
const SCROLL_SECONDS_MAX = 90;
const MB = 1_024 * 1_024;

export async function dragging(where: Where): Promise<Line[]> {
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

export async function whileLive(where: Where): Promise<Line[]> {
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

export async function scrolling(where: Where): Promise<Line[]> {
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
