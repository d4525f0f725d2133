/** The frame of the console in a real browser: signing in, the bar, keys, palette, settings, and axe in light and dark. */
import { describe, expect, it } from "vitest";
import { CHROMIUM } from "../support/chromium.ts";
import { barriers, expectNoSidewaysScroll, testConsole } from "../support/console.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();

describe.skipIf(CHROMIUM === undefined)("the console", () => {
  const console = testConsole(house);

  it("shows who has written and nobody has taken on, and says so in the tab", async () => {
    await house.receive("ines@example.org");
    const { context, page, complaints } = await console.open("/p/default/today", "officer");
    await page.waitForSelector("#unclaimed");
    expect(await page.title()).toMatch(/^Today · .* · Convoke$/);
    expect(complaints).toEqual([]);
    await page.screenshot({ path: "/tmp/cf-1.png" });
    await context.close();
  });

  it("opens the palette by key, goes where it says, and gives the focus to the heading", async () => {
    const { context, page } = await console.open("/p/default/today", "officer");
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("Search or go to…").fill("Tod");
    await page.screenshot({ path: "/tmp/cf-2.png" });
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.waitForSelector("text=Keyboard shortcuts");
    await page.screenshot({ path: "/tmp/cf-3.png" });
    await context.close();
  });

  describe.each([
    ["light", 1280],
    ["dark", 1280],
    ["light", 390],
  ] as const)("in %s, %i wide", (colorScheme, width) => {
    it("keeps nobody out (WCAG 2.2 AA)", async () => {
      const { context, page } = await console.open("/p/default/today", "officer", {
        colorScheme,
        viewport: { width, height: 800 },
      });
      await page.waitForSelector("#unclaimed");
      await page.screenshot({ path: `/tmp/cf-${colorScheme}-${width}.png` });
      expect(await barriers(page)).toEqual([]);
      await expectNoSidewaysScroll(page, width);
      await context.close();
    });
  });
});
