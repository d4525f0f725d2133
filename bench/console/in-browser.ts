/** The console over 100,000 engagements in a real browser: what it weighs, when it shows, how soon it answers, what it keeps. */
import type { Line } from "../benchmark.ts";
import { coldStarts } from "./cold-starts.ts";
import { dragging, MESSAGES_A_SECOND, scrolling, whileLive } from "./moving.ts";
import type { Where } from "./open-page.ts";
import { pressing } from "./pressing.ts";

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
